internal import Inference
internal import Kernels
internal import ONNXModel
internal import Synchronization

/// What runs of one model share: plans, and constants in memory.
final class RunnerMemory: Sendable {
  /// What a plan of the main graph is for.
  struct PlanKey: Hashable {
    let wanted: [ValueID]
    let given: Set<ValueID>
  }

  private struct State {
    var plans: [PlanKey: ScopePlan] = [:]
    var constants: [ValueID: RuntimeValue] = [:]
  }

  private let state = Mutex(State())
  /// Whether constants stay in memory between runs.
  let keepsConstants: Bool

  init(keepsConstants: Bool) { self.keepsConstants = keepsConstants }

  func plan(_ key: PlanKey, _ make: () throws -> ScopePlan) rethrows -> ScopePlan {
    if let known = state.withLock({ $0.plans[key] }) { return known }
    let plan = try make()
    state.withLock { $0.plans[key] = plan }
    return plan
  }

  func constant(_ id: ValueID, _ load: () throws -> RuntimeValue?) rethrows -> RuntimeValue? {
    guard keepsConstants else { return try load() }
    if let known = state.withLock({ $0.constants[id] }) { return known }
    guard let value = try load() else { return nil }
    state.withLock { $0.constants[id] = value }
    return value
  }
}
