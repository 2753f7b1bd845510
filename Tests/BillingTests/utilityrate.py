"""Bills years of hourly values with NREL's utilityrate5.

    python3 utilityrate.py CASES.json

A case has `load` and `gen` (kWh of 8,760 hours of a year that starts on a Monday), `fixed` (EUR a month), `prices`
(rows of period, block, kWh up to, 0, price, feed-in price) and `weekday` and `weekend` (12 months of 24 periods).
Prints, for each case, month and period, 'CASE MONTH PERIOD EUR EUR': energy charges without and with what `gen` makes;
period 0 is the whole bill. Net billing: every hour is either bought or sold.
"""
import json
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / ".vendor" / "python"))
import PySAM.Utilityrate5 as utilityrate5  # noqa: E402

months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]

for number, case in enumerate(json.load(open(sys.argv[1]))):
    model = utilityrate5.new()
    model.Lifetime.system_use_lifetime_output = 0
    model.Lifetime.analysis_period = 1
    model.Lifetime.inflation_rate = 0
    model.SystemOutput.gen = case["gen"]
    model.SystemOutput.degradation = [0]
    model.Load.load = case["load"]
    rates = model.ElectricityRates
    rates.rate_escalation = [0]
    rates.ur_metering_option = 2
    rates.ur_monthly_fixed_charge = case["fixed"]
    rates.ur_monthly_min_charge = rates.ur_annual_min_charge = 0
    rates.ur_dc_enable = rates.TOU_demand_single_peak = 0
    rates.ur_en_ts_sell_rate = rates.ur_en_ts_buy_rate = 0
    rates.ur_nm_yearend_sell_rate = rates.ur_sell_eq_buy = 0
    rates.ur_ec_tou_mat = case["prices"]
    rates.ur_ec_sched_weekday = case["weekday"]
    rates.ur_ec_sched_weekend = case["weekend"]
    model.execute()
    found = model.Outputs
    for index, month in enumerate(months):
        bills = found.year1_monthly_utility_bill_wo_sys[index], found.year1_monthly_utility_bill_w_sys[index]
        print(number, index + 1, 0, *bills)
        # A row a period, its number first and its sum last; a row of blocks above, a row of sums below.
        without = {int(row[0]): row[-1] for row in getattr(found, f"charge_wo_sys_ec_{month}_tp")[1:-1]}
        within = {int(row[0]): row[-1] for row in getattr(found, f"charge_w_sys_ec_{month}_tp")[1:-1]}
        for period in range(1, 1 + int(max(row[0] for row in case["prices"]))):
            print(number, index + 1, period, without.get(period, 0), within.get(period, 0))
