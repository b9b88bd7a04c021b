internal import DiskAccess
internal import Lowering
internal import ONNXCoding
internal import ONNXModel
internal import SourceText
internal import Syntax

/// What became of a model on its way to text and back.
enum RoundTrip {
  case identical
  /// The same fields, but other bytes: the file is not in canonical protobuf order.
  case equal
  case differs(String)
  case unreadable(String)

  var name: String {
    switch self {
    case .identical: "identical"
    case .equal: "equal"
    case .differs: "differs"
    case .unreadable: "unreadable"
    }
  }

  var detail: String? {
    switch self {
    case .identical: nil
    case .equal: "the file is not in canonical protobuf order"
    case .differs(let place), .unreadable(let place): place
    }
  }

  var description: String { detail.map { "\(name): \($0)" } ?? name }

  /// Prints, reads and builds a model in memory, and compares the result with its file.
  static func of(_ input: ModelInput) throws -> RoundTrip {
    let decoded = try input.decode()
    var options = PrintOptions()
    options.weights = .reference(Array(Paths.name(of: input.path).utf8))
    if input.isStandardInput { options.weights = .inline }
    let source = SourceBytes(try text(of: decoded.model, options))
    let (_, model) = try input.lower(source, base: input.folder)
    let encoded = ModelEncoder.encode(model)
    var comparison = FileComparison(file: input.file)
    try ModelFileWriter.write(encoded) { bytes in try comparison.compare(bytes) }
    guard let difference = comparison.finish() else { return .identical }
    let back = try bytes(of: encoded)
    let original = try input.file.read(0..<input.file.size)
    // libprotobuf-c has no opinion of files with groups, or with fields of another type; then our own decoder's counts.
    let isEqual = try FieldEquality.areEqual(original, back) ?? (bytes(of: ModelEncoder.encode(decoded.model)) == back)
    if isEqual { return .equal }
    let place = FieldEquality.firstDifference(original, back)?.description
    return .differs(place.map { "at \($0)" } ?? "at byte \(difference)")
  }

  private static func text(of model: Model, _ options: PrintOptions) throws -> [UInt8] {
    let printed = try ModelPrinter.print(model, options: options)
    let text = Collected()
    text.bytes = printed.pragma
    try TextWriter.write(printed, of: model) { bytes in text.bytes.append(contentsOf: bytes) }
    return text.bytes
  }

  private static func bytes(of encoded: borrowing EncodedModel) throws -> [UInt8] {
    let result = Collected()
    try ModelFileWriter.write(encoded) { bytes in result.bytes.append(contentsOf: bytes) }
    return result.bytes
  }

  private final class Collected {
    var bytes: [UInt8] = []
  }
}

/// Compares bytes that come in pieces with a file.
private struct FileComparison {
  let file: DataFile
  private var position = 0
  private var difference: Int?
  private var buffer = [UInt8](repeating: 0, count: 1 << 18)

  init(file: DataFile) {
    self.file = file
  }

  mutating func compare(_ bytes: UnsafeRawBufferPointer) throws {
    var done = 0
    while done < bytes.count, difference == nil {
      let size = min(buffer.count, bytes.count - done)
      let read = try buffer.withUnsafeMutableBytes { memory in
        try file.read(at: position, into: UnsafeMutableRawBufferPointer(rebasing: memory[..<size]))
      }
      let piece = UnsafeRawBufferPointer(rebasing: bytes[done..<done + size])
      let same = buffer.withUnsafeBytes { memory in zip(memory.prefix(read), piece).prefix { $0 == $1 }.count }
      if same < size { difference = position + same }
      position += size
      done += size
    }
  }

  /// The first byte that differs, if any.
  func finish() -> Int? { difference ?? (position == file.size ? nil : position) }
}
