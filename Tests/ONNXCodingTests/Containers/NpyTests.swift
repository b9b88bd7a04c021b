import Testing

@testable import ONNXCoding

struct NpyTests {
  let folder = TemporaryFolder()

  private func npy(_ dictionary: String, _ data: [UInt8], version: UInt8 = 1) -> [UInt8] {
    let length = dictionary.utf8.count
    let size = (0..<(version == 1 ? 2 : 4)).map { UInt8(truncatingIfNeeded: length >> (8 * $0)) }
    return NpyHeader.magic + [version, 0] + size + Array(dictionary.utf8) + data
  }

  private func tensor(_ dictionary: String, _ data: [UInt8], version: UInt8 = 1) throws -> ContainerTensor {
    let path = folder.file("a.npy", npy(dictionary, data, version: version))
    return try NpyFile(DataFile.open(path)).tensor(named: Array("any".utf8))
  }

  private func header(_ type: String, fortran: Bool = false, _ shape: String) -> String {
    "{'descr': '\(type)', 'fortran_order': \(fortran ? "True" : "False"), 'shape': \(shape), }          \n"
  }

  @Test(arguments: [1, 2, 3] as [UInt8]) func littleEndianStaysWhereItIs(version: UInt8) throws {
    let header = header("<i2", "(2, 3)")
    let tensor = try tensor(header, Array(0..<12), version: version)
    #expect(tensor.dataType == 5 && tensor.dims == [2, 3] && tensor.name == [])
    #expect(tensor.data == .range(offset: (version == 1 ? 10 : 12) + header.utf8.count, length: 12))
  }

  @Test func bigEndianIsSwapped() throws {
    #expect(try tensor(header(">u2", "(2,)"), [0, 1, 2, 3]).data == .bytes([1, 0, 3, 2]))
    #expect(try tensor(header(">c8", "()"), [0, 1, 2, 3, 4, 5, 6, 7]).data == .bytes([3, 2, 1, 0, 7, 6, 5, 4]))
  }

  @Test func fortranOrderIsTurned() throws {
    // [[0, 1, 2], [3, 4, 5]] by columns.
    #expect(try tensor(header("|u1", fortran: true, "(2, 3)"), [0, 3, 1, 4, 2, 5]).data == .bytes([0, 1, 2, 3, 4, 5]))
    let flat = try tensor(header("|u1", fortran: true, "(1, 6, 1)"), Array(0..<6))
    guard case .range(_, 6) = flat.data else { Issue.record("no range"); return }
  }

  @Test(arguments: [[2, 3], [70, 33], [33, 4, 70], [2, 3, 2, 3, 2], [1, 5, 1, 2]])
  func everyElementFindsItsPlace(dims: [Int]) {
    let count = dims.reduce(1, *)
    // Element i in C order has the value i; where it stands in Fortran order follows from its index.
    var fortran = [UInt16](repeating: 0, count: count)
    for i in 0..<count {
      var (rest, place) = (i, 0)
      let strides = dims.indices.map { dims[..<$0].reduce(1, *) }
      for (dim, stride) in zip(dims, strides).reversed() {
        place += rest % dim * stride
        rest /= dim
      }
      fortran[place] = UInt16(i)
    }
    let bytes = fortran.withUnsafeBytes { Array($0) }
    let expected = (0..<count).map { UInt16($0) }.withUnsafeBytes { Array($0) }
    #expect(ElementOrder.rowMajor(bytes, dims: dims, elementSize: 2) == expected)
  }

  @Test(arguments: [
    ("<U3", "strings"), ("|S3", "strings"), ("|O", "Python objects"), ("<M8[s]", "dates"), ("<V2", "without a type"),
    ("<f16", "no element type <f16"), ("", "no element type"),
  ])
  func typesThatONNXHasNotAreRefused(type: String, expected: String) {
    let error = #expect(throws: ContainerError.self) { try tensor(header(type, "(1,)"), [0, 0, 0, 0]) }
    #expect(error?.description.contains(expected) == true)
  }

  @Test(arguments: [
    "", "{", "{}", "{'descr': '<f4'}", "{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': ()}",
    "{'descr': '<f4', 'fortran_order': 1, 'shape': ()}", "{'descr': '<f4', 'fortran_order': False, 'shape': (-1,)}",
    "{'descr': '<f4', 'fortran_order': False, 'shape': (4611686018427387904, 4)}",
    "{'descr': '<f4', 'fortran_order': False, 'shape': (99999999999999999999,)}",
    "{'descr': '<f4', 'fortran_order': False, 'shape': (2,)}",
    "{'descr': '|f4', 'fortran_order': False, 'shape': (1,)}",
    "{'descr': '<f4', 'fortran_order': False, 'shape': (), 'x': 1}",
    "{'descr': '<f4', 'fortran_order': False, 'shape': ()} x",
  ])
  func damagedHeadersAreErrors(header: String) {
    #expect(throws: ContainerError.self) { try tensor(header, [0, 0, 0, 0]) }
  }

  @Test func anEmptyArrayMayHaveAbsurdDimensions() throws {
    #expect(try tensor(header("<f4", "(0, 4611686018427387904, 9)"), []).dims[0] == 0)
  }

  @Test func everyCutIsAnErrorAndNoCrash() throws {
    let whole = npy(header("<f4", "(2,)"), Array(0..<8))
    for count in 0..<whole.count {
      let file = try DataFile.open(folder.file("cut", Array(whole[..<count])))
      #expect(throws: ContainerError.self) { try NpyFile(file) }
    }
  }
}
