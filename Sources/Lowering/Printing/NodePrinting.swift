internal import ONNXModel
internal import Syntax

/// Nodes and attributes.
extension ModelPrinter {
  /// Prints a node and its notes, without the newline behind them.
  @inline(__always)
  mutating func printNode(_ node: borrowing Node) throws {
    guard let op = node.opType, node.domain != nil || pragma.unset.contains(.domain) else {
      return try printIncompleteNode(node)
    }
    if let name = node.name {
      out.append(UInt8(ascii: "["))
      printName(name)
      out.append("] ")
    }
    printNames(node.outputs)
    out.append(node.outputs.isEmpty ? "=" : " =")
    if !isUnwritten(op, of: node) {
      out.append(UInt8(ascii: " "))
      printOperator(node, op)
    }
    let hasGraph = Self.hasGraph(node.attributes)
    let lost = options.isPeer ? lostAttributes(node.attributes) : []
    let hasAttributes = node.attributes.count > lost.count
    if hasAttributes, !hasGraph {
      out.append(" <")
      try printAttributes(node.attributes, except: lost, onePerLine: false)
      out.append(UInt8(ascii: ">"))
    }
    out.append(" (")
    printNames(node.inputs)
    out.append(UInt8(ascii: ")"))
    if hasAttributes, hasGraph {
      out.append(" <")
      try printAttributes(node.attributes, except: lost, onePerLine: true)
      out.append(UInt8(ascii: ">"))
    }
    if node.docString != nil { printDoc(node.docString, ownLine: true) }
    if !node.metadata.isEmpty { printMeta(node.metadata, ownLine: true) }
    if !node.deviceConfigurations.isEmpty { printDevices(node.deviceConfigurations) }
    if node.unknown != nil { printUnknown(node.unknown, ownLine: true) }
  }

  @inline(__always)
  private static func hasGraph(_ attributes: [Attribute]) -> Bool {
    attributes.withUnsafeBufferPointer { attributes in
      for index in attributes.indices where attributes[index].g.isPresent || !attributes[index].graphs.isEmpty {
        return true
      }
      return false
    }
  }

  private mutating func printIncompleteNode(_ node: borrowing Node) throws {
    guard options.isPeer else {
      extend()
      out.append("node ")
      return printObject(copy node)
    }
    var complete = copy node
    if node.opType == nil {
      _ = loses("op_type", "that the node has no operator")
      complete.opType = .empty
    }
    complete.domain = node.domain ?? .empty
    try printNode(complete)
  }

  @inline(__always)
  private mutating func printNames(_ names: [Text]) {
    names.withUnsafeBufferPointer { names in
      for index in names.indices {
        if index > 0 { out.append(", ") }
        printName(names[index])
      }
    }
  }

  @inline(__always)
  mutating func printOperator(_ node: borrowing Node, _ op: Text) {
    if let domain = node.domain {
      if domain.isEmpty {
        if pragma.unset.contains(.domain) {
          extend()
          out.append(UInt8(ascii: "."))
        }
      } else {
        printDomain(domain)
        out.append(UInt8(ascii: "."))
      }
    }
    if Self.spelling(bytes(op)) == .bare { out.append(bytes(op)) } else { printOddOperator(op) }
    if let overload = node.overload {
      if Self.spelling(bytes(overload)) != .bare, loses("overload", "an overload that is no name") { return }
      out.append(UInt8(ascii: ":"))
      printName(overload)
    }
  }

  /// Whether an operator is written as nothing at all, which the reference reads as an empty one.
  @inline(__always)
  private func isUnwritten(_ op: Text, of node: borrowing Node) -> Bool {
    op.isEmpty && node.overload == nil && !pragma.unset.contains(.domain) && (node.domain?.isEmpty ?? true)
  }

  private mutating func printOddOperator(_ op: Text) {
    if loses("op_type", "an operator that is no name") {
      printSanitized(op)
    } else {
      printName(op)
    }
  }

  private mutating func printDomain(_ domain: Text) {
    let bytes = bytes(domain)
    if Self.isDotted(bytes) { return out.append(bytes) }
    if loses("domain", "a domain that is no name") {
      printSanitized(domain)
    } else {
      printString(domain)
    }
  }

  /// A name that the reference can read in the place of one that it can't.
  private mutating func printSanitized(_ text: Text) {
    out.append(UInt8(ascii: "_"))
    for byte in bytes(text) {
      out.append(ByteClass.table[Int(byte)] == ByteClass.name ? byte : UInt8(ascii: "_"))
    }
  }

  private mutating func printAttributes(_ attributes: [Attribute], except lost: Set<Int>, onePerLine: Bool) throws {
    if onePerLine { indent += 1 }
    path.append(PathStep(field: "attribute", index: 0))
    var isFirst = true
    try attributes.withUnsafeBufferPointer { attributes in
      for index in attributes.indices {
        path[path.count &- 1].index = index
        if !lost.isEmpty, lost.contains(index) { continue }
        if !isFirst { out.append(UInt8(ascii: ",")) }
        if onePerLine { newline() } else if !isFirst { out.append(UInt8(ascii: " ")) }
        isFirst = false
        try printAttribute(attributes[index])
      }
    }
    path.removeLast()
    if onePerLine {
      indent -= 1
      newline()
    }
  }

  /// The attributes that the reference has no syntax for.
  private mutating func lostAttributes(_ attributes: [Attribute]) -> Set<Int> {
    var lost: Set<Int> = []
    for index in attributes.indices {
      path.append(PathStep(field: "attribute", index: index))
      if losesAttribute(attributes[index]) { lost.insert(index) }
      path.removeLast()
    }
    return lost
  }

  /// Whether the reference has no syntax for an attribute; notes the loss.
  mutating func losesAttribute(_ attribute: borrowing Attribute) -> Bool {
    guard canSay(attribute) else { return losesElement("an attribute that is incomplete") }
    if let tensor = attribute.t.value, !hasContent(tensor) { return losesElement("a tensor that is incomplete") }
    guard let name = attribute.name, Self.spelling(bytes(name)) == .bare else {
      return losesElement("an attribute whose name is no name")
    }
    switch attribute.type.flatMap(AttributeType.init(rawValue:)) {
    case .tensors where !attribute.tensors.isEmpty, .graphs where !attribute.graphs.isEmpty,
      .typeProtos where !attribute.typeProtos.isEmpty, .sparseTensors where !attribute.sparseTensors.isEmpty,
      .sparseTensor:
      return attribute.refAttrName == nil && losesElement("a list of tensors, graphs or types, or a sparse tensor")
    case .typeProto:
      guard let type = attribute.tp.value else { return false }
      return !canSay(type) && losesElement("a type that is incomplete or of a later ONNX")
    default: return false
    }
  }

  /// `name [ ":" type ] "=" value { note } | "attr" object`
  mutating func printAttribute(_ attribute: borrowing Attribute, showsType: Bool = false) throws {
    guard let name = attribute.name, canSay(attribute) else {
      extend()
      out.append("attr ")
      return printObject(copy attribute)
    }
    if Self.spelling(bytes(name)) != .bare { extend() }
    printName(name)
    let type = attribute.type.flatMap(AttributeType.init(rawValue:)) ?? .undefined
    if let reference = attribute.refAttrName {
      if type != .undefined {
        out.append(": ")
        out.append(type.name)
      }
      out.append(" = @")
      printName(reference)
    } else {
      if showsType || attribute.isEmptyList {
        out.append(": ")
        out.append(type.name)
      }
      out.append(" = ")
      try printValue(of: attribute, type)
    }
    if attribute.docString != nil { printDoc(attribute.docString) }
    if attribute.unknown != nil { printUnknown(attribute.unknown) }
  }

  private mutating func printValue(of attribute: borrowing Attribute, _ type: AttributeType) throws {
    switch type {
    case .int: printInt(attribute.i ?? 0)
    case .float: printFloat(attribute.f ?? 0)
    case .string: printString(attribute.s ?? .empty)
    case .ints: try printList(attribute.ints) { (printer, value) in printer.printInt(value) }
    case .floats: try printList(attribute.floats) { (printer, value) in printer.printFloat(value) }
    case .strings: try printList(attribute.strings) { (printer, value) in printer.printString(value) }
    case .tensor:
      guard let tensor = attribute.t.value else { return }
      path.append(PathStep(field: "t", index: -1))
      try printTensor(tensor)
      path.removeLast()
    case .graph:
      guard let graph = attribute.g.value else { return }
      path.append(PathStep(field: "g", index: -1))
      try printGraph(graph, isOutermost: false)
      path.removeLast()
    case .typeProto:
      guard let type = attribute.tp.value else { return }
      printType(type)
    case .sparseTensor:
      guard let sparse = attribute.sparseTensor.value else { return }
      path.append(PathStep(field: "sparse_tensor", index: -1))
      try printSparse(sparse, isInitializer: false)
      path.removeLast()
    case .tensors:
      try printMessages(attribute.tensors, "tensors") { (printer, tensor) throws in try printer.printTensor(tensor) }
    case .typeProtos:
      try printMessages(attribute.typeProtos, "type_protos") { (printer, type) in _ = printer.printType(type) }
    case .sparseTensors:
      try printMessages(attribute.sparseTensors, "sparse_tensors") { (printer, sparse) throws in
        try printer.printSparse(sparse, isInitializer: false)
      }
    case .graphs: try printGraphs(attribute.graphs)
    case .undefined: break
    }
  }

  private mutating func printList<Element>(
    _ list: [Element], _ body: (inout ModelPrinter, Element) throws -> Void
  ) throws {
    out.append(UInt8(ascii: "["))
    for index in list.indices {
      if index > 0 { out.append(", ") }
      try body(&self, list[index])
    }
    out.append(UInt8(ascii: "]"))
  }

  private mutating func printMessages<Element>(
    _ list: [Element], _ field: StaticString, _ body: (inout ModelPrinter, Element) throws -> Void
  ) throws {
    if !list.isEmpty { extend() }
    path.append(PathStep(field: field, index: -1))
    try printList(list) { (printer, element) throws in
      printer.path[printer.path.count - 1].index += 1
      try body(&printer, element)
    }
    path.removeLast()
  }

  private mutating func printGraphs(_ graphs: [Graph]) throws {
    extend()
    out.append(UInt8(ascii: "["))
    indent += 1
    for (index, graph) in graphs.enumerated() {
      if index > 0 { out.append(UInt8(ascii: ",")) }
      newline()
      path.append(PathStep(field: "graphs", index: index))
      try printGraph(graph, isOutermost: false)
      path.removeLast()
    }
    indent -= 1
    if !graphs.isEmpty { newline() }
    out.append(UInt8(ascii: "]"))
  }

  // MARK: What the syntax can say

  /// Whether an attribute has the one value that its type names, or a reference, and nothing else.
  func canSay(_ attribute: borrowing Attribute) -> Bool {
    guard attribute.name != nil else { return false }
    let count = attribute.valueCount
    if attribute.refAttrName != nil {
      return count == 0
        && (attribute.type == nil || AttributeType(rawValue: attribute.type ?? 0) ?? .undefined != .undefined)
    }
    guard let type = attribute.type.flatMap(AttributeType.init(rawValue:)), type != .undefined else { return false }
    let leavesZero = pragma.unset.contains(.zero)
    switch type {
    case .int: return canSayZero(attribute.i.map { $0 == 0 }, count, leavesZero)
    case .float: return canSayZero(attribute.f.map { $0.bitPattern == 0 }, count, leavesZero)
    case .string: return canSayZero(attribute.s.map(\.isEmpty), count, leavesZero)
    case .tensor: return count == 1 && attribute.t.isPresent
    case .graph: return count == 1 && attribute.g.isPresent
    case .typeProto: return count == 1 && attribute.tp.isPresent
    case .sparseTensor: return count == 1 && attribute.sparseTensor.isPresent
    case .ints: return count == (attribute.ints.isEmpty ? 0 : 1)
    case .floats: return count == (attribute.floats.isEmpty ? 0 : 1)
    case .strings: return count == (attribute.strings.isEmpty ? 0 : 1)
    case .tensors: return count == (attribute.tensors.isEmpty ? 0 : 1)
    case .graphs: return count == (attribute.graphs.isEmpty ? 0 : 1)
    case .typeProtos: return count == (attribute.typeProtos.isEmpty ? 0 : 1)
    case .sparseTensors: return count == (attribute.sparseTensors.isEmpty ? 0 : 1)
    case .undefined: return false
    }
  }

  private func canSayZero(_ isZero: Bool?, _ count: Int, _ leavesZero: Bool) -> Bool {
    guard let isZero else { return count == 0 && (leavesZero || options.isPeer) }
    return count == 1 && !(isZero && leavesZero)
  }
}

extension Attribute {
  /// How many of the value fields are set.
  var valueCount: Int {
    var count = 0
    if f != nil { count += 1 }
    if i != nil { count += 1 }
    if s != nil { count += 1 }
    if t.isPresent { count += 1 }
    if g.isPresent { count += 1 }
    if tp.isPresent { count += 1 }
    if sparseTensor.isPresent { count += 1 }
    if !floats.isEmpty { count += 1 }
    if !ints.isEmpty { count += 1 }
    if !strings.isEmpty { count += 1 }
    if !tensors.isEmpty { count += 1 }
    if !graphs.isEmpty { count += 1 }
    if !typeProtos.isEmpty { count += 1 }
    if !sparseTensors.isEmpty { count += 1 }
    return count
  }

  /// Whether this is a list without elements, whose type can't be told from them.
  var isEmptyList: Bool {
    guard let type = type.flatMap(AttributeType.init(rawValue:)), type.element != type else { return false }
    return valueCount == 0
  }
}
