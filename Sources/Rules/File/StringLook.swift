// A fast look at a model's strings: most have nothing but ASCII, and need no further one.

internal import Inference
internal import ONNXModel

/// Whether all strings are ASCII. Names of values are looked at once, however many nodes read them.
struct StringLook {
  private(set) var isPlain = true
  private let bytes: UnsafeRawBufferPointer

  static func isPlain(_ index: ModelIndex) -> Bool {
    index.strings.bytes.withUnsafeBytes { bytes in
      var look = StringLook(bytes)
      look.look(index)
      return look.isPlain
    }
  }

  private init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  private mutating func look(_ index: ModelIndex) {
    let model = index.model
    for text in [model.producerName, model.producerVersion, model.domain, model.docString] { look(text) }
    look(model.metadata)
    for one in model.opsetImports { look(one.domain) }
    for value in index.values { look(value.name) }
    for operation in index.operations where !operation.title.utf8.allSatisfy({ $0 < 0x80 }) { isPlain = false }
    for scope in index.scopes { look(scope.graph) }
    for function in model.functions {
      for text in [function.name, function.domain, function.docString, function.overload] { look(text) }
      for text in function.attributes { look(text) }
      for attribute in function.attributeDefaults { look(attribute) }
      look(function.metadata)
    }
    // What is rare is left to the thorough look.
    if !model.configuration.isEmpty || !model.trainingInfo.isEmpty { isPlain = false }
  }

  private mutating func look(_ graph: Graph) {
    look(graph.name)
    look(graph.docString)
    look(graph.metadata)
    for node in graph.nodes {
      look(node.name)
      look(node.docString)
      // A name that is not defined is looked at here, any other one where it is defined.
      for input in node.inputs { look(input) }
      for attribute in node.attributes { look(attribute) }
      if !node.metadata.isEmpty { look(node.metadata) }
      if !node.deviceConfigurations.isEmpty { isPlain = false }
    }
    for tensor in graph.initializers {
      look(tensor.docString)
      if !tensor.metadata.isEmpty { look(tensor.metadata) }
      if !tensor.externalData.isEmpty { look(tensor.externalData) }
    }
    for value in graph.inputs { look(value) }
    for value in graph.outputs { look(value) }
    for value in graph.values { look(value) }
    if !graph.quantizationAnnotations.isEmpty || !graph.sparseInitializers.isEmpty { isPlain = false }
  }

  private mutating func look(_ value: Value) {
    look(value.name)
    look(value.docString)
    if !value.metadata.isEmpty { look(value.metadata) }
    guard let type = value.type else { return }
    look(type.denotation)
    guard let tensor = type.tensor else {
      isPlain = false
      return
    }
    for dimension in tensor.shape?.dims ?? [] {
      look(dimension.param)
      look(dimension.denotation)
    }
  }

  /// An attribute's own string is bytes (onnx.proto, AttributeProto.s); its tensors' names are left out where it has none.
  private mutating func look(_ attribute: Attribute) {
    look(attribute.name)
    look(attribute.docString)
    look(attribute.refAttrName)
    if let tensor = attribute.t.value {
      look(tensor.name)
      look(tensor.docString)
    }
    let isRare =
      attribute.tp.isPresent || attribute.sparseTensor.isPresent || !attribute.tensors.isEmpty
      || !attribute.typeProtos.isEmpty || !attribute.sparseTensors.isEmpty
    if isRare { isPlain = false }
  }

  private mutating func look(_ entries: [Entry]) {
    for entry in entries {
      look(entry.key)
      look(entry.value)
    }
  }

  private mutating func look(_ text: Text?) { if let text { look(text) } }

  private mutating func look(_ text: Text) {
    let range = text.range
    guard range.upperBound <= bytes.count else { return }
    var at = range.lowerBound
    var all: UInt64 = 0
    while at + 8 <= range.upperBound {
      all |= bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self)
      at += 8
    }
    while at < range.upperBound {
      all |= UInt64(bytes[at])
      at += 1
    }
    if all & 0x8080_8080_8080_8080 != 0 { isPlain = false }
  }
}
