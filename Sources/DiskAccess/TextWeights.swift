package import Lowering
package import ONNXCoding
package import ONNXModel

/// Lets a text refer to the files that a store opens.
package struct TextWeights: DataProvider {
  private let store: WeightStore

  package init(_ store: WeightStore) {
    self.store = store
  }

  package func data(for reference: DataReference, name: [UInt8]) throws -> ProvidedData {
    let found: WeightStore.Found
    do throws(WeightError) {
      switch reference.target {
      case .named(let given): found = try store.tensor(named: given ?? name, in: reference.file)
      case .range(let offset, let count): found = try store.range(offset: offset, count: count, in: reference.file)
      }
    } catch { throw DataReferenceError(error.description, escapes: error.escapes) }
    let content: ProvidedData.Content =
      switch found.content {
      case .raw(let source, let offset, let count): .raw(source, offset: offset, count: count)
      case .typed(let source, let offset, let count): .typed(source, offset: offset, count: count)
      case .strings(let strings): .strings(strings)
      }
    return ProvidedData(
      content: content, hasStorage: found.hasStorage, sourceKey: found.sourceKey, dataType: found.dataType,
      dims: found.dims)
  }

  package func sha256(of source: any ByteSource, offset: Int, count: Int) throws -> String {
    var hash = SHA256()
    try ModelFileWriter.forEachPiece(of: Payload(source: 0, offset: offset, count: count), in: source) { bytes in
      hash.update(bytes)
    }
    return SHA256.hex(hash.finish())
  }
}
