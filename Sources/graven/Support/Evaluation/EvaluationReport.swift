internal import Diagnostics
internal import Inference
internal import JSON
internal import Kernels
internal import ONNXCoding
internal import ONNXModel
internal import Reports

/// What `eval` found: what its JSON is made from.
struct EvaluationReport {
  struct Input {
    var id: ValueID
    var name: String
    /// `file:x.npy`, `random:0`, `config`.
    var source: String
    var value: RuntimeValue
  }

  struct Value {
    var wanted: WantedValue
    var value: RuntimeValue
    /// The file that it is saved in.
    var file: String?
    var expected: Comparison?
  }

  struct Timing {
    var median: Double
    var best: Double
    var runs: Int
  }

  /// As given.
  var path: String
  var dims: [String: Int] = [:]
  var threads: Int
  var inputs: [Input] = []
  var values: [Value] = []
  var timing: Timing?
  var profile: RunProfile?
  var diagnostics: [Diagnostic] = []

  /// The object, with a line feed.
  func json(_ index: ModelIndex, _ form: FileReport) -> [UInt8] {
    var json = JSONWriter(layout: .compact)
    json.object { json in
      json.member("version", 1)
      json.member("path", path)
      json.key("dims")
      json.object { json in for (name, size) in dims.sorted(by: { $0.key < $1.key }) { json.member(name, size) } }
      json.member("threads", threads)
      json.member("inputs", each: inputs) { $0.write($1) }
      json.member("values", each: values) { $0.write($1) }
      json.key("repeat")
      if let timing { json.write(timing) } else { json.writeNull() }
      profile?.write(into: &json, index)
      json.member("diagnostics", each: diagnostics) { JSONReport.write($1, in: form, into: &$0) }
    }
    json.newline()
    return json.bytes
  }
}

extension JSONWriter {
  fileprivate mutating func write(_ input: EvaluationReport.Input) {
    object { json in
      json.member("name", input.name)
      json.member("source", input.source)
      let tensor: DenseTensor? = if case .tensor(let tensor) = input.value { tensor } else { nil }
      json.member("element_type", tensor.map { "\($0.type.name)" })
      json.key("shape")
      if let tensor { json.write(tensor.shape) } else { json.writeNull() }
    }
  }

  fileprivate mutating func write(_ timing: EvaluationReport.Timing) {
    object { json in
      json.member("median_ms", Decimals.rounded(timing.median * 1e3, 4))
      json.member("best_ms", Decimals.rounded(timing.best * 1e3, 4))
      json.member("runs", timing.runs)
    }
  }

  fileprivate mutating func write(_ value: EvaluationReport.Value) {
    object { json in
      json.member("name", value.wanted.name)
      json.member("at", value.wanted.at.description)
      json.writeContent(value.value)
      json.member("file", value.file)
      json.key("expected")
      if let expected = value.expected { json.write(expected) } else { json.writeNull() }
    }
  }

  private mutating func write(_ comparison: Comparison) {
    object { json in
      json.member("equal", comparison.isEqual)
      json.key("worst_at")
      if let worst = comparison.worst { json.write(worst) } else { json.writeNull() }
      for (name, number) in [("abs", comparison.absolute), ("rel", comparison.relative)] {
        json.key(name)
        if let number { json.write(number) } else { json.writeNull() }
      }
    }
  }

  private mutating func write(_ numbers: [Int]) {
    array { json in for number in numbers { json.write(number) } }
  }

  // MARK: Values

  /// Writes the members that say what a value is.
  private mutating func writeContent(_ value: RuntimeValue) {
    member("kind", value.kind)
    switch value {
    case .tensor(let tensor): writeContent(tensor)
    case .sequence(let values, _):
      member("elements", each: values) { json, value in json.object { $0.writeContent(value) } }
    case .optional(let inner):
      member("elements", each: inner.map { [$0] } ?? []) { json, value in json.object { $0.writeContent(value) } }
      member("present", inner != nil)
    case .map(let keys, let values):
      key("elements")
      object { json in
        json.member("keys", each: 0..<keys.count) { $0.write(keys, $1) }
        json.key("values")
        json.object { json in
          json.member("kind", "tensor")
          json.writeContent(values)
        }
      }
    }
  }

  /// How many elements are shown.
  private static let firstCount = 16

  private mutating func writeContent(_ tensor: DenseTensor) {
    member("element_type", "\(tensor.type.name)")
    key("shape")
    write(tensor.shape)
    let data = tensor.rawData
    let size = tensor.type == .string ? tensor.strings.reduce(0) { $0 + $1.utf8.count } : data.count
    member("bytes", size)
    let statistics = TensorStatistics(tensor)
    for (name, place) in [("min", statistics?.extremes?.least), ("max", statistics?.extremes?.greatest)] {
      key(name)
      // A boolean's extremes are numbers, as its mean is.
      if let place {
        tensor.type == .bool ? write(Int(tensor.bytes[place])) : write(tensor, place)
      } else {
        writeNull()
      }
    }
    key("mean")
    if let mean = statistics?.mean { write(mean) } else { writeNull() }
    member("nan", statistics?.nan)
    member("inf", statistics?.infinite)
    member("zeros", statistics?.zeros)
    member("first", each: 0..<min(tensor.count, Self.firstCount)) { $0.write(tensor, $1) }
    member("sha256", tensor.type == .string ? nil : Self.digest(data))
  }

  private static func digest(_ data: FilePiece) -> String {
    var hash = SHA256()
    data.withBytes { hash.update($0) }
    return SHA256.hex(hash.finish())
  }

  private mutating func write(_ tensor: DenseTensor, _ index: Int) {
    let bytes = tensor.bytes
    switch tensor.type {
    case .string: writeText(Array(tensor.strings[index].utf8))
    case .bool: write(bytes[index] != 0)
    case .int64: writeExact(bytes.load(fromByteOffset: index * 8, as: Int64.self))
    case .uint64: writeExact(bytes.load(fromByteOffset: index * 8, as: UInt64.self))
    case .double: write(bytes.load(fromByteOffset: index * 8, as: Double.self))
    case .complex64:
      let number = bytes.load(fromByteOffset: index * 8, as: SIMD2<Float>.self)
      array { json in [number.x, number.y].forEach { json.write($0) } }
    case .complex128:
      let number = (
        bytes.load(fromByteOffset: index * 16, as: Double.self),
        bytes.load(fromByteOffset: index * 16 + 8, as: Double.self)
      )
      array { json in [number.0, number.1].forEach { json.write($0) } }
    default:
      guard let numbers = TensorNumbers(tensor) else { return writeNull() }
      if numbers.isWhole { write(Int64(numbers[index])) } else { write(Float(numbers[index])) }
    }
  }
}
