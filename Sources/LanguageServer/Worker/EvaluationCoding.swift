// Requests and answers between the server and its worker, as JSON.

package import Analysis
package import JSON
package import LanguageServerProtocol
internal import ONNXModel

/// What the server sends besides the model.
struct EvaluationHead {
  var wanted: [EvaluationRequest.Wanted]
  var dims: [String: Int]
  var inputs: [String: String]
  var seed: Int
  var folder: String
  var wantsElements: Bool

  init(_ request: EvaluationRequest) {
    wanted = request.wanted
    dims = request.dims
    inputs = request.inputs
    seed = request.seed
    folder = request.folder
    wantsElements = request.wantsElements
  }

  init(json: JSONValue) throws(DecodingFailure) {
    wanted = try json.required("wanted")
    dims = try json.required("dims")
    inputs = try json.required("inputs")
    seed = try json.required("seed")
    folder = try json.required("folder")
    wantsElements = try json.required("wantsElements")
  }

  var json: [UInt8] {
    var json = JSONWriter()
    json.beginObject()
    json.member("wanted", wanted)
    json.member("dims", dims)
    json.member("inputs", inputs)
    json.member("seed", seed as Int?)
    json.member("folder", folder as String?)
    json.member("wantsElements", wantsElements)
    json.endObject()
    return json.bytes
  }

  func request(_ model: Model) -> EvaluationRequest {
    EvaluationRequest(
      model: model, wanted: wanted, dims: dims, inputs: inputs, seed: seed, folder: folder,
      wantsElements: wantsElements)
  }
}

/// What the worker says.
enum WorkerReport {
  /// The node that it begins with.
  case node(ModelPath)
  case values([EvaluatedValue])
  case failure(EvaluationFailure)

  init?(json: JSONValue) {
    if let path = json["node"]?.string.flatMap({ ModelPath($0) }) {
      self = .node(path)
    } else if let values: [EvaluatedValue] = json.known("values") {
      self = .values(values)
    } else if let message = json["failure"]?.string {
      self = .failure(EvaluationFailure(at: json["at"]?.string.flatMap { ModelPath($0) }, message))
    } else {
      return nil
    }
  }

  var json: [UInt8] {
    var json = JSONWriter()
    json.beginObject()
    switch self {
    case .node(let path): json.member("node", path.description as String?)
    case .values(let values): json.member("values", values)
    case .failure(let failure):
      json.member("failure", failure.message as String?)
      json.optionalMember("at", failure.path?.description)
    }
    json.endObject()
    return json.bytes
  }
}

extension EvaluationRequest.Wanted: JSONCodable {
  package init(json: JSONValue) throws(DecodingFailure) {
    let path: String = try json.required("path")
    guard let path = ModelPath(path) else { throw DecodingFailure("path", expected: "a path") }
    self.init(path: path, name: try json.required("name"))
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.member("path", path.description as String?)
    json.member("name", name as String?)
    json.endObject()
  }
}

extension EvaluatedValue: JSONCodable {
  package init(json: JSONValue) throws(DecodingFailure) {
    self.init(
      name: try json.required("name"), type: try json.optional("type"), summary: try json.optional("summary"),
      reason: try json.optional("reason"), elements: try json.optional("elements"))
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.member("name", name as String?)
    // For clients that show it themselves.
    json.member("line", line as String?)
    json.optionalMember("type", type)
    json.optionalMember("summary", summary)
    json.optionalMember("reason", reason)
    json.optionalMember("elements", elements)
    json.endObject()
  }
}

extension ValueSummary: JSONCodable {
  package init(json: JSONValue) throws(DecodingFailure) {
    self.init()
    count = try json.required("count")
    nans = try json.required("nans")
    zeros = try json.required("zeros")
    infinities = try json.required("infinities")
    minimum = json["minimum"]?.double
    maximum = json["maximum"]?.double
    mean = json["mean"]?.double
    histogram = try json.required("histogram")
    first = try json.required("first")
    isWhole = try json.required("isWhole")
  }

  package func encode(to json: inout JSONWriter) {
    json.beginObject()
    json.member("count", count as Int?)
    json.member("nans", nans as Int?)
    json.member("zeros", zeros as Int?)
    json.member("infinities", infinities as Int?)
    for (name, value) in [("minimum", minimum), ("maximum", maximum), ("mean", mean)] {
      if let value { json.member(name, value) }
    }
    json.member("histogram", histogram)
    json.member("first", first as String?)
    json.member("isWhole", isWhole)
    json.endObject()
  }
}
