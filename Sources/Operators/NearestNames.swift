internal import SourceText

extension OperatorCatalog {
  /// Operators of a domain whose names are like this one, the most similar first, at most three.
  package func nearestNames(to name: String, domain: String) -> [String] {
    let names = names(in: domain)
    let lower = name.lowercased()
    // Another case or another spelling of the words: `relu`, `leaky_relu`.
    let letters = lower.filter { $0 != "_" && $0 != "-" }
    var found = names.filter { $0.lowercased() == letters }
    var rest = names.filter { !found.contains($0) }
    while found.count < 3, let next = NearestName.find(name, among: rest) {
      found.append(next)
      rest.removeAll { $0 == next }
    }
    return found
  }

  /// The domains, other than `domain`, that have an operator of this name.
  package func domains(having name: String, otherThan domain: String) -> [String] {
    domains.filter { $0 != Self.domain(domain) && !versions(of: name, domain: $0).isEmpty }
  }
}
