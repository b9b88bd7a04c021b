internal import Inference
internal import Kernels
internal import ONNXModel
internal import Synchronization

/// What runs of one model share: plans, and constants in memory.
final class RunnerMemory: Sendable {
  /// What a plan is for.
  struct PlanKey: Hashable {
    let scope: Int
    let wanted: [ValueID]
    var given: Set<ValueID> = []
  }

  private struct State {
    var plans: [PlanKey: ScopePlan] = [:]
    var constants: [ValueID: RuntimeValue] = [:]
    var outputs: [NodeID: [RuntimeValue?]] = [:]
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

  /// What a step gives that reads constants only.
  func outputs(of step: ScopePlan.Step, _ compute: () throws -> [RuntimeValue?]) rethrows -> [RuntimeValue?] {
    guard keepsConstants else { return try compute() }
    if let known = state.withLock({ $0.outputs[step.node] }) { return known }
    let outputs = try compute()
    state.withLock { $0.outputs[step.node] = outputs }
    return outputs
  }

  func constant(_ id: ValueID, _ load: () throws -> RuntimeValue?) rethrows -> RuntimeValue? {
    guard keepsConstants else { return try load() }
    if let known = state.withLock({ $0.constants[id] }) { return known }
    guard let value = try load() else { return nil }
    state.withLock { $0.constants[id] = value }
    return value
  }
}
