internal import Configuration
internal import DiskAccess
internal import Inference
internal import ONNXModel

/// Where the inputs of an evaluation come from: the command line, a data set, the configuration, else random numbers.
struct FeedPlan {
  /// An input with where its value comes from.
  struct Feed {
    var id: ValueID
    var source: FeedSource
    /// As JSON shows it.
    var label: String
    var folder = "."
  }

  private(set) var feeds: [Feed] = []
  /// Names of inputs that nobody gave.
  private(set) var made: [String] = []

  /// - Parameters:
  ///   - needed: inputs that have to have a value.
  ///   - given: `NAME=SOURCE`, as on the command line.
  init(
    _ index: ModelIndex, needed: [ValueID], given: [String], data: DataSet?, _ configuration: Configuration
  ) throws {
    guard let scope = index.mainScope else { return }
    var known: Set<ValueID> = []
    for text in given {
      let (id, source) = try Self.assignment(text, scope, index, option: "--input")
      guard known.insert(id).inserted else { throw Failure("--input gives \(index.name(of: id)) twice") }
      do {
        let source = try FeedSource(source)
        feeds.append(Feed(id: id, source: source, label: source.description))
      } catch { throw Failure("--input \(text): \(error)") }
    }
    for (id, file) in try data?.inputs(index) ?? [] where known.insert(id).inserted {
      feeds.append(Feed(id: id, source: .file(file), label: "file:\(file)"))
    }
    try addConfigured(index, needed, &known, configuration)
    for id in needed where known.insert(id).inserted {
      feeds.append(Feed(id: id, source: .random(seed: 0), label: "random:0"))
      made.append(index.name(of: id))
    }
    feeds.sort { $0.id.rawValue < $1.id.rawValue }
  }

  private mutating func addConfigured(
    _ index: ModelIndex, _ needed: [ValueID], _ known: inout Set<ValueID>, _ configuration: Configuration
  ) throws {
    for id in needed where !known.contains(id) {
      guard let text = configuration.eval.inputs[index.name(of: id)] else { continue }
      do {
        feeds.append(
          Feed(id: id, source: try FeedSource(text), label: "config", folder: configuration.folder ?? "."))
      } catch { throw Failure("\(configuration.path ?? "graven.toml"): input \(index.name(of: id)): \(error)") }
      known.insert(id)
    }
  }

  /// Takes `NAME=SOURCE` apart: the longest name of a value followed by `=` wins, as names contain `=` too.
  static func assignment(
    _ text: String, _ scope: Int, _ index: ModelIndex, option: String
  ) throws -> (ValueID, String) {
    let bytes = Array(text.utf8)
    let ends = bytes.indices.filter { bytes[$0] == UInt8(ascii: "=") }
    guard let first = ends.first else { throw Failure("\(option) \(text): write \(option) NAME=...") }
    for end in ends.reversed() {
      guard let id = index.ownValue(named: Array(bytes[..<end]), in: scope) else { continue }
      return (id, String(decoding: bytes[(end + 1)...], as: UTF8.self))
    }
    let name = String(decoding: bytes[..<first], as: UTF8.self)
    return (try WantedValue.value(named: name, scope, index), "")
  }
}
