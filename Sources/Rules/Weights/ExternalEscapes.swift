internal import Diagnostics
internal import Inference
internal import ONNXModel

/// The path of a weight's data leads out of the model's folder.
///
/// ## What it means
/// `location` is an absolute path, climbs with `..`, or goes through a link to somewhere else.
///
/// ## Why it is bad
/// Whoever loads such a model reads a file of its maker's choice: runtimes refuse it for safety. It also breaks as soon as
/// the model is moved.
///
/// ## Example
/// ```onnxtxt
/// <ir_version: 8, opset_import: ["" : 17]>
/// g (float[2] x) => (float[2] y) <
///   float[2] k = ["location": "../weights.bin"]  # W005 graph.initializer[0]
/// > {
///   y = Add (x, k)
/// }
/// ```
/// Mended:
/// ```onnxtxt
/// <ir_version: 8, opset_import: ["" : 17]>
/// g (float[2] x) => (float[2] y) <
///   float[2] k = ["location": "weights.bin"]
/// > {
///   y = Add (x, k)
/// }
/// ```
///
/// ## How to mend it
/// Put the file into the model's folder, and name it relative to that.
///
/// ## Fix safety
/// No fix: the file has to be moved, too.
///
/// ## What others say
/// onnx.checker: `Data of TensorProto ( tensor name: k) should be file inside the model's folder, but '../weights.bin'
/// points outside the directory.` ONNX Runtime: `External data path escapes model directory.`
enum ExternalEscapes: Rule {
  static let info = RuleInfo("W005", "external-escapes", .error, "the path of a weight's data leads out of the folder")

  static func check(_ model: CheckedModel) -> [Diagnostic] {
    model.externalTensors.compactMap { site, tensor, data in
      guard let location = data.location else { return nil }
      var reason: String?
      if data.isEscaping {
        reason = "it leads out of the model's folder"
      } else if case .escapes(let why) = model.folder?.lookUp(location) {
        reason = why
      }
      guard let reason else { return nil }
      let name = model.text(tensor.name)
      return model.diagnostic(
        info, "\(model.describe(site, tensor)): data at \"\(location)\": \(reason)", at: model.index.path(of: site),
        node: site.node, peers: peers(location, name))
    }
  }

  private static func peers(_ location: String, _ name: String) -> [Peer: String] {
    let form = "External data path validation failed for initializer: \(name). Error:"
    if location.hasPrefix("/") {
      return said(
        checker:
          "Location of external TensorProto ( tensor name: \(name)) should be a relative path, but it is an absolute path: \(location)",
        runtime: "\(form) Absolute path not allowed for external data location")
    }
    return said(
      checker:
        "Data of TensorProto ( tensor name: \(name)) should be file inside '', but '\(location)' points outside the directory.",
      runtime: "\(form) External data path escapes model directory. External data path: \"\(location)\"")
  }
}
