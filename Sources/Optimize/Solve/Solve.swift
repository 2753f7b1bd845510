internal import CHiGHS

extension MixedIntegerModel {
  /// Asks HiGHS for the best point. Prints nothing; the same model gives the same point as long as the time suffices.
  ///
  /// - Parameters:
  ///   - timeLimit: seconds of wall time; the search may end a little later, between two of its steps.
  ///   - relativeGap: how far from the optimum a point may be and still be called optimal, relative to the objective.
  public func solve(timeLimit: Double = .infinity, relativeGap: Double = 1e-4) throws(SolverError) -> Solution {
    let solver = HiGHS()
    try solver.set("output_flag", false)
    // A second thread gains nothing on our models; jobs run side by side instead.
    try solver.set("threads", HighsInt(1))
    try solver.set("time_limit", timeLimit)
    try solver.set("mip_rel_gap", relativeGap)
    try solver.pass(self)
    return try solver.run(self)
  }
}

/// One instance of the solver, freed with its last reference.
private final class HiGHS {
  private let handle = Highs_create()

  deinit { Highs_destroy(handle) }

  func set(_ option: String, _ value: Bool) throws(SolverError) {
    try accept(option, Highs_setBoolOptionValue(handle, option, value ? 1 : 0))
  }

  func set(_ option: String, _ value: HighsInt) throws(SolverError) {
    try accept(option, Highs_setIntOptionValue(handle, option, value))
  }

  func set(_ option: String, _ value: Double) throws(SolverError) {
    try accept(option, Highs_setDoubleOptionValue(handle, option, value))
  }

  private func accept(_ option: String, _ status: HighsInt) throws(SolverError) {
    guard status == kHighsStatusOk else { throw .optionRefused(option) }
  }

  func pass(_ model: MixedIntegerModel) throws(SolverError) {
    // HiGHS takes NaN for a coefficient and calls the model optimal.
    guard [model.costs, model.termCoefficients, [model.offset]].joined().allSatisfy(\.isFinite) else {
      throw .modelRefused
    }
    let direction = model.direction == .minimize ? kHighsObjSenseMinimize : kHighsObjSenseMaximize
    let integrality = model.areInteger.map { $0 ? kHighsVarTypeInteger : kHighsVarTypeContinuous }
    let status = Highs_passMip(
      handle, HighsInt(model.columnCount), HighsInt(model.rowCount), HighsInt(model.termColumns.count),
      kHighsMatrixFormatRowwise, direction, model.offset, model.costs, model.columnLowers, model.columnUppers,
      model.rowLowers, model.rowUppers, model.rowStarts, model.termColumns, model.termCoefficients, integrality)
    // A warning is for tiny coefficients that it drops.
    guard status != kHighsStatusError else { throw .modelRefused }
  }

  func run(_ model: MixedIntegerModel) throws(SolverError) -> Solution {
    // A limit that is reached is a warning; whether the run found anything, the model status says.
    guard Highs_run(handle) != kHighsStatusError else { throw .runFailed }
    let status = modelStatus
    let point = hasPoint(status) ? point(of: model) : nil
    return Solution(
      status: status, point: point, gap: point == nil ? nil : gap(of: model, status),
      bound: bound(of: model, status, point))
  }

  private var modelStatus: Solution.Status {
    switch Highs_getModelStatus(handle) {
    // No column and no row: there is one point, the empty one.
    case kHighsModelStatusOptimal, kHighsModelStatusModelEmpty: .optimal
    case kHighsModelStatusInfeasible: .infeasible
    case kHighsModelStatusUnbounded: .unbounded
    case kHighsModelStatusUnboundedOrInfeasible: .infeasibleOrUnbounded
    case kHighsModelStatusTimeLimit: .timeLimit
    case let number: .other(Int(number))
    }
  }

  private func hasPoint(_ status: Solution.Status) -> Bool {
    switch status {
    case .optimal: true
    case .timeLimit, .other: integerInfo("primal_solution_status") == kHighsSolutionStatusFeasible
    case .infeasible, .unbounded, .infeasibleOrUnbounded: false
    }
  }

  private func point(of model: MixedIntegerModel) -> Solution.Point {
    var values = [Double](repeating: 0, count: model.columnCount)
    Highs_getSolution(handle, &values, nil, nil, nil)
    // 0.9999999 is 1 to the solver; nobody else should have to know.
    for index in values.indices where model.areInteger[index] { values[index].round() }
    let objective = zip(model.costs, values).reduce(model.offset) { $0 + $1.0 * $1.1 }
    return Solution.Point(objective: objective, values: values)
  }

  /// The relative gap; the solver keeps none for a model without integers, whose optimum is exact.
  private func gap(of model: MixedIntegerModel, _ status: Solution.Status) -> Double? {
    guard model.areInteger.contains(true) else { return status == .optimal ? 0 : nil }
    let gap = doubleInfo("mip_gap")
    return gap.isFinite ? gap : nil
  }

  private func bound(of model: MixedIntegerModel, _ status: Solution.Status, _ point: Solution.Point?) -> Double? {
    guard status == .optimal || status == .timeLimit else { return nil }
    guard model.areInteger.contains(true) else { return status == .optimal ? point?.objective : nil }
    let bound = doubleInfo("mip_dual_bound")
    return bound.isFinite ? bound : nil
  }

  private func integerInfo(_ name: String) -> HighsInt {
    var value: HighsInt = 0
    Highs_getIntInfoValue(handle, name, &value)
    return value
  }

  private func doubleInfo(_ name: String) -> Double {
    var value = Double.infinity
    Highs_getDoubleInfoValue(handle, name, &value)
    return value
  }
}
