// What a file is when it is no ONNX model, and what its owner can do about it.

/// What a file is, told by its first bytes; the words of rules F001 and F002.
package enum FileKind: Sendable, Equatable {
  /// A binary ONNX model, as far as its start can tell: everything that is nothing else.
  case model
  /// A model as ONNX text.
  case modelText
  /// A Git LFS pointer; the size of the file that it stands for, where it says so.
  case gitLFSPointer(size: Int?)
  case empty
  /// Nothing but zero bytes at the start: a download that never came.
  case zeros
  /// A web page, with the start of its first line.
  case html(start: String)
  case xml, json, utf16Text
  /// ONNX in protobuf's text format.
  case protobufText
  case tensorFlowGraph, tensorFlowSavedModel, tfLite
  case ortFormat
  case safetensors, numpy, zip, pyTorch, pickle, gzip, hdf5, gguf
  /// Some other text, with the start of its first line.
  case text(start: String)

  /// How many bytes of a file `of` looks at.
  package static let headLength = 512

  /// What the file is, in one line without the file's name; nil for a model.
  package var message: String? {
    switch self {
    case .model, .modelText: nil
    case .gitLFSPointer(let size?): "a Git LFS pointer (\(Self.grouped(size)) bytes not fetched)"
    case .gitLFSPointer(nil): "a Git LFS pointer (the file itself is not fetched)"
    case .empty: "the file is empty"
    case .zeros: "starts with zero bytes only: a download that was not finished"
    case .html(let start): "starts with \"\(start)\": a web page was saved"
    case .xml: "starts like XML: an error page, or a model of another tool"
    case .json: "starts like JSON"
    case .utf16Text: "is UTF-16 text"
    case .protobufText: "is ONNX in protobuf's text format"
    case .tensorFlowGraph: "is a TensorFlow GraphDef"
    case .tensorFlowSavedModel: "is a TensorFlow SavedModel"
    case .tfLite: "is a TensorFlow Lite model"
    case .ortFormat: "is a model in ONNX Runtime's own format (.ort)"
    case .safetensors: "is a safetensors file: weights without a graph"
    case .numpy: "is a NumPy array"
    case .zip: "is a zip file"
    case .pyTorch: "is a PyTorch checkpoint: no ONNX model"
    case .pickle: "is a Python pickle"
    case .gzip: "is compressed with gzip"
    case .hdf5: "is an HDF5 file (Keras or NetCDF)"
    case .gguf: "is a GGUF file (llama.cpp)"
    case .text(let start): "starts with \"\(start)\": some text, no model"
    }
  }

  /// What to do about it, as an imperative clause; nil for a model.
  package var remedy: String? {
    switch self {
    case .model, .modelText: nil
    case .gitLFSPointer: "run \"git lfs pull\""
    case .empty, .zeros: "fetch the file again"
    case .html: "download the file itself, not the page about it"
    case .xml, .text: "check where it came from and fetch it again"
    case .json: "convert it with onnx.load_model_from_string(..., format=\"json\") and onnx.save"
    case .utf16Text: "save it as UTF-8"
    case .protobufText: "convert it with onnx.load(..., format=\"textproto\") and onnx.save"
    case .tensorFlowGraph, .tensorFlowSavedModel, .tfLite: "convert it with tf2onnx"
    case .ortFormat: "use the .onnx file that it was made from"
    case .safetensors, .numpy: "name it in a text with @data, or export the model to ONNX"
    case .zip, .gzip: "unpack it first"
    case .pyTorch: "export it with torch.onnx.export"
    case .pickle: "export the model that it holds to ONNX"
    case .hdf5: "convert it with tf2onnx"
    case .gguf: "export the original model to ONNX"
    }
  }

  /// The rule of the catalogue that reports it; nil for a model.
  package var rule: String? {
    switch self {
    case .model, .modelText: nil
    case .gitLFSPointer: "F001"
    default: "F002"
    }
  }

  /// A number in groups of three digits.
  private static func grouped(_ number: Int) -> String {
    var text = ""
    for (place, digit) in String(number).reversed().enumerated() {
      if place > 0, place % 3 == 0 { text.append(" ") }
      text.append(digit)
    }
    return String(text.reversed())
  }
}
