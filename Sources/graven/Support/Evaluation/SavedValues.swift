internal import Inference
internal import Kernels
internal import ONNXCoding
internal import ONNXModel

/// The folder that `--save` writes.
struct SavedValues {
  enum Form: String, CaseIterable { case pb, npy, npz, test }

  let form: Form

  /// The most bytes of a name that stands in a file's name as it is.
  private static let longest = 200

  // MARK: Names

  /// A value's name as a file's: every byte but A-Z a-z 0-9 _ . - ~ as %XX; of a long one the beginning and a digest.
  static func fileName(_ name: String) -> String {
    let escaped = name.utf8.map { byte -> String in
      let isPlain =
        UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte || "_.-~".utf8.contains(byte)
        || UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20 && byte & 0x40 != 0 && byte < 0x80
      if isPlain { return String(UnicodeScalar(byte)) }
      let digits = String(byte, radix: 16, uppercase: true)
      return "%" + (digits.count < 2 ? "0" : "") + digits
    }.joined()
    // "." and ".." are folders.
    let safe = escaped.allSatisfy { $0 == "." } ? escaped.replacing(".", with: "%2E") : escaped
    guard safe.utf8.count > longest else { return safe }
    return "\(safe.prefix(180))~\(SHA256.hex(SHA256.digest(Array(name.utf8))).prefix(16))"
  }

  /// Gives each value of the report the file that it will be in.
  ///
  /// - Throws: `Failure` where the form has no place for a value.
  func name(_ report: inout EvaluationReport) throws {
    for place in report.values.indices {
      let value = report.values[place]
      let stem = Self.fileName(value.wanted.name)
      switch form {
      case .pb: report.values[place].file = stem + ".pb"
      case .test: report.values[place].file = "test_data_set_0/output_\(place).pb"
      case .npy, .npz:
        let parts = try arrays(value.value, value.wanted.name)
        let first = parts.first.map { stem + $0.suffix + ".npy" }
        report.values[place].file = form == .npy ? first : "values.npz"
      }
    }
  }

  // MARK: Writing

  /// Writes everything; the folder is the old one, or none, until all of it is there.
  func write(_ report: EvaluationReport, _ json: [UInt8], _ index: ModelIndex, to path: String) throws {
    let folder = try FolderWriter(path)
    switch form {
    case .pb:
      for value in report.values {
        let content = MessageEncoding.message(value.value, name: value.wanted.name)
        try folder.write(content, to: value.file ?? "")
      }
    case .npy:
      for value in report.values {
        for (suffix, tensor) in try arrays(value.value, value.wanted.name) {
          let name = Self.fileName(value.wanted.name) + suffix + ".npy"
          try folder.write(NpyEncoding.file(tensor), to: name)
        }
      }
    case .npz:
      var archive = ZipEncoding()
      for value in report.values {
        for (suffix, tensor) in try arrays(value.value, value.wanted.name) {
          archive.add(value.wanted.name + suffix + ".npy", NpyEncoding.file(tensor))
        }
      }
      try folder.write(archive.finish(), to: "values.npz")
    case .test:
      try folder.makeFolder("test_data_set_0")
      for (number, input) in report.inputs.enumerated() {
        let content = MessageEncoding.message(input.value, name: input.name)
        try folder.write(content, to: "test_data_set_0/input_\(number).pb")
      }
      for value in report.values {
        let content = MessageEncoding.message(value.value, name: value.wanted.name)
        try folder.write(content, to: value.file ?? "")
      }
    }
    try folder.write([.bytes(json)], to: "index.json")
    try folder.commit()
  }

  /// The arrays that a value is, a sequence's numbered.
  private func arrays(_ value: RuntimeValue, _ name: String) throws -> [(suffix: String, tensor: DenseTensor)] {
    switch value {
    case .tensor(let tensor): return [("", tensor)]
    case .optional(let inner?): return try arrays(inner, name)
    case .optional(nil): return []
    case .sequence(let values, _):
      return try values.enumerated().flatMap { number, value in
        try arrays(value, name).map { (".\(number)\($0.suffix)", $0.tensor) }
      }
    case .map: throw Failure("\(name) is a map, which \(form.rawValue) can't hold; give --save-as pb")
    }
  }
}
