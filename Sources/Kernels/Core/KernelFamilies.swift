extension KernelTable {
  /// The rows of each family, one file each.
  static let families: [[KernelRow]] = []
}
