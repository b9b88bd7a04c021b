internal import DiskAccess
internal import Lowering
internal import ONNXCoding
internal import ONNXModel
internal import SourceText
internal import Syntax

/// The texts of three versions of a model, and what becomes of them.
///
/// The texts name a weight by the first file that has it: ours, theirs or neither, so that the same weight is the same line
/// in all of them, whatever it costs to read.
struct ModelMerge {
  /// A version of the model: the file that Git gives, and the name by which texts refer to it.
  struct Version {
    var path: String
    var name: String
    /// Nil where there was no such file.
    var model: Model?
  }

  let result: LineMerge
  /// Whether the merged text may refer to weights that only their version has.
  let needsTheirs: Bool
  private let files: [Version]

  init(base: Version, ours: Version, theirs: Version, markerSize: Int) throws {
    let versions = [ours, theirs, base]
    let weights = try versions.map { version in try version.model.map(WeightDigests.find) ?? [] }
    var homes: [WeightContent: PrintOptions.DataPlace] = [:]
    for (version, weights) in zip(versions, weights) {
      var names = Set<[UInt8]>()
      for weight in weights where homes[weight.content] == nil {
        let name = version.name(of: weight, besides: &names)
        homes[weight.content] = PrintOptions.DataPlace(file: Array(version.name.utf8), name: name)
      }
    }
    // One first line for all three: it decides how every other line is written.
    let pragma = ours.model.map { Pragma(for: $0, options: PrintOptions()) }
    let texts = try zip(versions, weights).map { version, weights -> [UInt8] in
      guard let model = version.model else { return [] }
      var options = PrintOptions()
      options.pragma = pragma
      options.weights = .places(Self.places(of: weights, in: model, homes))
      return try BinaryModel.bytes(of: try ModelPrinter.print(model, options: options), model)
    }
    result = LineMerge(
      base: texts[2], ours: texts[0], theirs: texts[1],
      labels: LineMerge.Labels(ours: "ours", theirs: "theirs", markerSize: markerSize))
    needsTheirs = homes.values.contains { $0.file.elementsEqual(theirs.name.utf8) }
    files = [ours, theirs]
  }

  /// Where a version's weights are; a tensor that has its own name there needs no other.
  private static func places(
    of weights: [WeightDigests.Weight], in model: Model, _ homes: [WeightContent: PrintOptions.DataPlace]
  ) -> [ModelPath: PrintOptions.DataPlace] {
    var places: [ModelPath: PrintOptions.DataPlace] = [:]
    for weight in weights {
      guard var home = homes[weight.content] else { continue }
      if let name = weight.tensor.name, home.name?.elementsEqual(model.strings[name]) == true { home.name = nil }
      places[weight.place] = home
    }
    return places
  }

  /// The model of the merged text, which reads weights where they are.
  func lower() -> LoweredModel {
    ModelLowerer.read(SourceBytes(result.text), provider: VersionWeights(files)).lowered
  }
}

/// What makes two weights the same.
private struct WeightContent: Hashable {
  var digest: String
  var type: Int32?
  var dims: [Int64]
}

extension WeightDigests.Weight {
  fileprivate var content: WeightContent {
    WeightContent(digest: digest, type: tensor.dataType, dims: tensor.dims)
  }
}

extension ModelMerge.Version {
  /// How `@data` finds a weight: by its name where it is the first initializer of the main graph that has it, else by its
  /// place.
  fileprivate func name(of weight: WeightDigests.Weight, besides names: inout Set<[UInt8]>) -> [UInt8] {
    let place = "\(weight.place)"
    guard let model, place.hasPrefix("graph.initializer["), let name = weight.tensor.name else {
      return Array("#\(place)".utf8)
    }
    let bytes = Array(model.strings[name])
    let isFirst = names.insert(bytes).inserted && !bytes.starts(with: "#".utf8)
    return isFirst ? bytes : Array("#\(place)".utf8)
  }
}

/// Finds the versions of a model, which have other names in their text than on disk.
private struct VersionWeights: DataProvider {
  private let stores: [String: (weights: TextWeights, file: [UInt8])]

  init(_ versions: [ModelMerge.Version]) {
    stores = Dictionary(
      versions.map { version in
        let weights = TextWeights(WeightStore(base: Paths.folder(of: version.path)))
        return (version.name, (weights, Array(Paths.name(of: version.path).utf8)))
      }, uniquingKeysWith: { $1 })
  }

  func data(for reference: DataReference, name: [UInt8]) throws -> ProvidedData {
    guard let store = stores[String(decoding: reference.file, as: UTF8.self)] else {
      throw DataReferenceError("neither side of the merge has this weight", escapes: false)
    }
    var reference = reference
    reference.file = store.file
    return try store.weights.data(for: reference, name: name)
  }

  func sha256(of source: any ByteSource, offset: Int, count: Int) throws -> String {
    try TextWeights(WeightStore(base: ".")).sha256(of: source, offset: offset, count: count)
  }
}
