// The end.

/// No more work comes; the server stays for `exit`.
package struct ShutdownRequest: RequestMethod {
  package static let method = "shutdown"
  package typealias Params = Empty
  package typealias Result = Empty
}

/// The process ends: with 0 after `shutdown`, else with 1.
package struct ExitNotification: NotificationMethod {
  package static let method = "exit"
  package typealias Params = Empty
}
