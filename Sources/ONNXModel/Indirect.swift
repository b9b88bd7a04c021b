/// An optional message kept outside of its owner, so that messages can nest and a rare field costs its owner eight bytes.
///
/// A value like any other: copies share the storage until one of them changes.
public struct Indirect<Wrapped: Sendable>: Sendable {
  @usableFromInline var storage: [Wrapped]

  @inlinable
  public init(_ value: Wrapped? = nil) {
    storage = value.map { [$0] } ?? []
  }

  /// The message, if there is one.
  @inlinable public var value: Wrapped? {
    get { storage.first }
    set { storage = newValue.map { [$0] } ?? [] }
  }

  @inlinable public var isPresent: Bool { !storage.isEmpty }

  /// Changes the message in place, after making one where there is none.
  @inlinable
  public mutating func update<Failure: Error>(
    default fresh: @autoclosure () -> Wrapped, _ change: (inout Wrapped) throws(Failure) -> Void
  ) throws(Failure) {
    if storage.isEmpty { storage.append(fresh()) }
    try change(&storage[0])
  }
}
