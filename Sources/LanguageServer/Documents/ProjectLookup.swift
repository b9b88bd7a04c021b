internal import Analysis
internal import Configuration
internal import DiskAccess
internal import ONNXCoding
internal import Operators
internal import Rules

/// The surroundings of documents by the folders that they are in; each folder's configuration is read once.
struct ProjectLookup {
  private let catalog: OperatorCatalog
  private var lookup = ConfigurationLookup()
  private var known: [String: Project] = [:]
  /// What is wrong with configurations, to be told once.
  private(set) var faults: [String] = []

  init(catalog: OperatorCatalog) {
    self.catalog = catalog
  }

  /// The project of a document; a configuration that can't be read counts as none.
  mutating func project(for uri: String) -> Project {
    let folder = DocumentURI.folder(of: uri)
    if let project = known[folder] { return project }
    var project = Project.plain(catalog)
    do { project = try read(folder) } catch { faults.append("\(error)") }
    project.weights = TextWeights(WeightStore(base: folder))
    project.folder = DiskFolder(path: folder)
    known[folder] = project
    return project
  }

  /// Forgets everything, because files have changed.
  mutating func removeAll() {
    (lookup, known, faults) = (ConfigurationLookup(), [:], [])
  }

  mutating func takeFaults() -> [String] {
    defer { faults = [] }
    return faults
  }

  private mutating func read(_ folder: String) throws -> Project {
    let configuration = try lookup.configuration(forFilesIn: folder)
    let settings = configuration.check
    let selection = try RuleSelection(
      select: settings.select, ignore: settings.ignore, severity: settings.severity,
      known: RuleCatalogue.all.map { $0.info.code })
    var project = Project(
      catalog: catalog, selection: selection, target: settings.target,
      meta: configuration.meta.map(MetaFieldSchema.init))
    project.evaluation = configuration.eval
    return project
  }
}
