/// Why a kernel gave no result: in one sentence, without the node, which whoever runs it knows.
package struct KernelError: Error, Sendable, Equatable, CustomStringConvertible {
  package let description: String

  package init(_ description: String) { self.description = description }
}
