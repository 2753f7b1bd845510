#include "embedded.h"
#pragma clang diagnostic ignored "-Wc23-extensions"
static const unsigned char file_0[] = {
#embed "../../Sources/gridctl/Help/aggregate.md" if_empty(0)
};
static const unsigned char file_1[] = {
#embed "../../Sources/gridctl/Help/bill-issue.md" if_empty(0)
};
static const unsigned char file_2[] = {
#embed "../../Sources/gridctl/Help/bill-list.md" if_empty(0)
};
static const unsigned char file_3[] = {
#embed "../../Sources/gridctl/Help/bill-run.md" if_empty(0)
};
static const unsigned char file_4[] = {
#embed "../../Sources/gridctl/Help/bill-show.md" if_empty(0)
};
static const unsigned char file_5[] = {
#embed "../../Sources/gridctl/Help/check.md" if_empty(0)
};
static const unsigned char file_6[] = {
#embed "../../Sources/gridctl/Help/db-init.md" if_empty(0)
};
static const unsigned char file_7[] = {
#embed "../../Sources/gridctl/Help/db-migrate.md" if_empty(0)
};
static const unsigned char file_8[] = {
#embed "../../Sources/gridctl/Help/db-psql.md" if_empty(0)
};
static const unsigned char file_9[] = {
#embed "../../Sources/gridctl/Help/db-start.md" if_empty(0)
};
static const unsigned char file_10[] = {
#embed "../../Sources/gridctl/Help/db-status.md" if_empty(0)
};
static const unsigned char file_11[] = {
#embed "../../Sources/gridctl/Help/db-stop.md" if_empty(0)
};
static const unsigned char file_12[] = {
#embed "../../Sources/gridctl/Help/demo.md" if_empty(0)
};
static const unsigned char file_13[] = {
#embed "../../Sources/gridctl/Help/help.md" if_empty(0)
};
static const unsigned char file_14[] = {
#embed "../../Sources/gridctl/Help/import.md" if_empty(0)
};
static const unsigned char file_15[] = {
#embed "../../Sources/gridctl/Help/ingest.md" if_empty(0)
};
static const unsigned char file_16[] = {
#embed "../../Sources/gridctl/Help/rejects-list.md" if_empty(0)
};
static const unsigned char file_17[] = {
#embed "../../Sources/gridctl/Help/runs-list.md" if_empty(0)
};
static const unsigned char file_18[] = {
#embed "../../Sources/gridctl/Help/sql.md" if_empty(0)
};
static const unsigned char file_19[] = {
#embed "../../sql/aggregate/add_partitions.sql" if_empty(0)
};
static const unsigned char file_20[] = {
#embed "../../sql/aggregate/copy_meter_days.sql" if_empty(0)
};
static const unsigned char file_21[] = {
#embed "../../sql/aggregate/delete_community_slots.sql" if_empty(0)
};
static const unsigned char file_22[] = {
#embed "../../sql/aggregate/delete_meter_days.sql" if_empty(0)
};
static const unsigned char file_23[] = {
#embed "../../sql/aggregate/make_community_days.sql" if_empty(0)
};
static const unsigned char file_24[] = {
#embed "../../sql/aggregate/make_community_slots.sql" if_empty(0)
};
static const unsigned char file_25[] = {
#embed "../../sql/aggregate/make_unit.sql" if_empty(0)
};
static const unsigned char file_26[] = {
#embed "../../sql/aggregate/mark_period.sql" if_empty(0)
};
static const unsigned char file_27[] = {
#embed "../../sql/aggregate/stale_communities.sql" if_empty(0)
};
static const unsigned char file_28[] = {
#embed "../../sql/aggregate/take_stale.sql" if_empty(0)
};
static const unsigned char file_29[] = {
#embed "../../sql/aggregate/unit_blocks.sql" if_empty(0)
};
static const unsigned char file_30[] = {
#embed "../../sql/aggregate/unit_days.sql" if_empty(0)
};
static const unsigned char file_31[] = {
#embed "../../sql/billing/blocks.sql" if_empty(0)
};
static const unsigned char file_32[] = {
#embed "../../sql/billing/clear_slices.sql" if_empty(0)
};
static const unsigned char file_33[] = {
#embed "../../sql/billing/communities.sql" if_empty(0)
};
static const unsigned char file_34[] = {
#embed "../../sql/billing/copy_energy.sql" if_empty(0)
};
static const unsigned char file_35[] = {
#embed "../../sql/billing/copy_slices.sql" if_empty(0)
};
static const unsigned char file_36[] = {
#embed "../../sql/billing/delete_drafts.sql" if_empty(0)
};
static const unsigned char file_37[] = {
#embed "../../sql/billing/delete_issued_drafts.sql" if_empty(0)
};
static const unsigned char file_38[] = {
#embed "../../sql/billing/draft_totals.sql" if_empty(0)
};
static const unsigned char file_39[] = {
#embed "../../sql/billing/homeless_contracts.sql" if_empty(0)
};
static const unsigned char file_40[] = {
#embed "../../sql/billing/incomplete_drafts.sql" if_empty(0)
};
static const unsigned char file_41[] = {
#embed "../../sql/billing/invoice_lines.sql" if_empty(0)
};
static const unsigned char file_42[] = {
#embed "../../sql/billing/invoice_vat.sql" if_empty(0)
};
static const unsigned char file_43[] = {
#embed "../../sql/billing/invoices.sql" if_empty(0)
};
static const unsigned char file_44[] = {
#embed "../../sql/billing/issue_dates.sql" if_empty(0)
};
static const unsigned char file_45[] = {
#embed "../../sql/billing/issue_invoices.sql" if_empty(0)
};
static const unsigned char file_46[] = {
#embed "../../sql/billing/issue_lines.sql" if_empty(0)
};
static const unsigned char file_47[] = {
#embed "../../sql/billing/issue_vat.sql" if_empty(0)
};
static const unsigned char file_48[] = {
#embed "../../sql/billing/latest_issue.sql" if_empty(0)
};
static const unsigned char file_49[] = {
#embed "../../sql/billing/lock_issue.sql" if_empty(0)
};
static const unsigned char file_50[] = {
#embed "../../sql/billing/lock_run.sql" if_empty(0)
};
static const unsigned char file_51[] = {
#embed "../../sql/billing/make_drafts.sql" if_empty(0)
};
static const unsigned char file_52[] = {
#embed "../../sql/billing/make_lines.sql" if_empty(0)
};
static const unsigned char file_53[] = {
#embed "../../sql/billing/make_vat.sql" if_empty(0)
};
static const unsigned char file_54[] = {
#embed "../../sql/billing/slices.sql" if_empty(0)
};
static const unsigned char file_55[] = {
#embed "../../sql/billing/take_numbers.sql" if_empty(0)
};
static const unsigned char file_56[] = {
#embed "../../sql/billing/tariff_windows.sql" if_empty(0)
};
static const unsigned char file_57[] = {
#embed "../../sql/checks/community_day_equals_its_members.sql" if_empty(0)
};
static const unsigned char file_58[] = {
#embed "../../sql/checks/community_day_equals_its_slots.sql" if_empty(0)
};
static const unsigned char file_59[] = {
#embed "../../sql/checks/invoice_is_its_lines.sql" if_empty(0)
};
static const unsigned char file_60[] = {
#embed "../../sql/checks/invoice_line_rounded_once.sql" if_empty(0)
};
static const unsigned char file_61[] = {
#embed "../../sql/checks/invoice_numbers_without_gap.sql" if_empty(0)
};
static const unsigned char file_62[] = {
#embed "../../sql/checks/invoice_or_draft.sql" if_empty(0)
};
static const unsigned char file_63[] = {
#embed "../../sql/checks/invoice_vat_on_summed_net.sql" if_empty(0)
};
static const unsigned char file_64[] = {
#embed "../../sql/checks/meter_day_equals_its_blocks.sql" if_empty(0)
};
static const unsigned char file_65[] = {
#embed "../../sql/checks/meter_day_equals_its_quarters.sql" if_empty(0)
};
static const unsigned char file_66[] = {
#embed "../../sql/checks/strict_is_known.sql" if_empty(0)
};
static const unsigned char file_67[] = {
#embed "../../sql/grid/local_days.sql" if_empty(0)
};
static const unsigned char file_68[] = {
#embed "../../sql/ingest/add_partitions.sql" if_empty(0)
};
static const unsigned char file_69[] = {
#embed "../../sql/ingest/batch.sql" if_empty(0)
};
static const unsigned char file_70[] = {
#embed "../../sql/ingest/community.sql" if_empty(0)
};
static const unsigned char file_71[] = {
#embed "../../sql/ingest/copy_block_stage.sql" if_empty(0)
};
static const unsigned char file_72[] = {
#embed "../../sql/ingest/copy_blocks.sql" if_empty(0)
};
static const unsigned char file_73[] = {
#embed "../../sql/ingest/copy_part_stage.sql" if_empty(0)
};
static const unsigned char file_74[] = {
#embed "../../sql/ingest/copy_rejects.sql" if_empty(0)
};
static const unsigned char file_75[] = {
#embed "../../sql/ingest/delete_rejects.sql" if_empty(0)
};
static const unsigned char file_76[] = {
#embed "../../sql/ingest/empty_stages.sql" if_empty(0)
};
static const unsigned char file_77[] = {
#embed "../../sql/ingest/end_batch.sql" if_empty(0)
};
static const unsigned char file_78[] = {
#embed "../../sql/ingest/existing_blocks.sql" if_empty(0)
};
static const unsigned char file_79[] = {
#embed "../../sql/ingest/existing_parts.sql" if_empty(0)
};
static const unsigned char file_80[] = {
#embed "../../sql/ingest/import_communities.sql" if_empty(0)
};
static const unsigned char file_81[] = {
#embed "../../sql/ingest/import_communities_with_readings.sql" if_empty(0)
};
static const unsigned char file_82[] = {
#embed "../../sql/ingest/import_contracts.sql" if_empty(0)
};
static const unsigned char file_83[] = {
#embed "../../sql/ingest/import_customers.sql" if_empty(0)
};
static const unsigned char file_84[] = {
#embed "../../sql/ingest/import_invoiced_versions.sql" if_empty(0)
};
static const unsigned char file_85[] = {
#embed "../../sql/ingest/import_known_codes.sql" if_empty(0)
};
static const unsigned char file_86[] = {
#embed "../../sql/ingest/import_lock.sql" if_empty(0)
};
static const unsigned char file_87[] = {
#embed "../../sql/ingest/import_mark_stale.sql" if_empty(0)
};
static const unsigned char file_88[] = {
#embed "../../sql/ingest/import_memberships_added.sql" if_empty(0)
};
static const unsigned char file_89[] = {
#embed "../../sql/ingest/import_memberships_changed.sql" if_empty(0)
};
static const unsigned char file_90[] = {
#embed "../../sql/ingest/import_meters.sql" if_empty(0)
};
static const unsigned char file_91[] = {
#embed "../../sql/ingest/import_meters_with_readings.sql" if_empty(0)
};
static const unsigned char file_92[] = {
#embed "../../sql/ingest/import_moved_readings.sql" if_empty(0)
};
static const unsigned char file_93[] = {
#embed "../../sql/ingest/import_stored_communities.sql" if_empty(0)
};
static const unsigned char file_94[] = {
#embed "../../sql/ingest/import_stored_contracts.sql" if_empty(0)
};
static const unsigned char file_95[] = {
#embed "../../sql/ingest/import_stored_customers.sql" if_empty(0)
};
static const unsigned char file_96[] = {
#embed "../../sql/ingest/import_stored_memberships.sql" if_empty(0)
};
static const unsigned char file_97[] = {
#embed "../../sql/ingest/import_stored_meters.sql" if_empty(0)
};
static const unsigned char file_98[] = {
#embed "../../sql/ingest/import_stored_tariffs.sql" if_empty(0)
};
static const unsigned char file_99[] = {
#embed "../../sql/ingest/import_tariff_prices.sql" if_empty(0)
};
static const unsigned char file_100[] = {
#embed "../../sql/ingest/import_tariff_prices_cleared.sql" if_empty(0)
};
static const unsigned char file_101[] = {
#embed "../../sql/ingest/import_tariff_versions.sql" if_empty(0)
};
static const unsigned char file_102[] = {
#embed "../../sql/ingest/import_tariffs.sql" if_empty(0)
};
static const unsigned char file_103[] = {
#embed "../../sql/ingest/import_zones.sql" if_empty(0)
};
static const unsigned char file_104[] = {
#embed "../../sql/ingest/make_block_stage.sql" if_empty(0)
};
static const unsigned char file_105[] = {
#embed "../../sql/ingest/make_part_stage.sql" if_empty(0)
};
static const unsigned char file_106[] = {
#embed "../../sql/ingest/mark_stale.sql" if_empty(0)
};
static const unsigned char file_107[] = {
#embed "../../sql/ingest/put_blocks.sql" if_empty(0)
};
static const unsigned char file_108[] = {
#embed "../../sql/ingest/put_parts.sql" if_empty(0)
};
static const unsigned char file_109[] = {
#embed "../../sql/ingest/registry.sql" if_empty(0)
};
static const unsigned char file_110[] = {
#embed "../../sql/ingest/rejects.sql" if_empty(0)
};
static const unsigned char file_111[] = {
#embed "../../sql/ingest/start_batch.sql" if_empty(0)
};
static const unsigned char file_112[] = {
#embed "../../sql/migrations/0001_ops.sql" if_empty(0)
};
static const unsigned char file_113[] = {
#embed "../../sql/migrations/0002_grid.sql" if_empty(0)
};
static const unsigned char file_114[] = {
#embed "../../sql/migrations/0003_ingest.sql" if_empty(0)
};
static const unsigned char file_115[] = {
#embed "../../sql/migrations/0004_aggregate.sql" if_empty(0)
};
static const unsigned char file_116[] = {
#embed "../../sql/migrations/0005_billing.sql" if_empty(0)
};
static const unsigned char file_117[] = {
#embed "../../sql/ops/end_run.sql" if_empty(0)
};
static const unsigned char file_118[] = {
#embed "../../sql/ops/runs.sql" if_empty(0)
};
static const unsigned char file_119[] = {
#embed "../../sql/ops/start_run.sql" if_empty(0)
};
static const unsigned char file_120[] = {
#embed "../../sql/ops/today.sql" if_empty(0)
};
static const unsigned char file_121[] = {
#embed "../../sql/ops/try_lock.sql" if_empty(0)
};
static const struct embedded_file files[] = {
  {"Help/aggregate.md", file_0, sizeof file_0},
  {"Help/bill-issue.md", file_1, sizeof file_1},
  {"Help/bill-list.md", file_2, sizeof file_2},
  {"Help/bill-run.md", file_3, sizeof file_3},
  {"Help/bill-show.md", file_4, sizeof file_4},
  {"Help/check.md", file_5, sizeof file_5},
  {"Help/db-init.md", file_6, sizeof file_6},
  {"Help/db-migrate.md", file_7, sizeof file_7},
  {"Help/db-psql.md", file_8, sizeof file_8},
  {"Help/db-start.md", file_9, sizeof file_9},
  {"Help/db-status.md", file_10, sizeof file_10},
  {"Help/db-stop.md", file_11, sizeof file_11},
  {"Help/demo.md", file_12, sizeof file_12},
  {"Help/help.md", file_13, sizeof file_13},
  {"Help/import.md", file_14, sizeof file_14},
  {"Help/ingest.md", file_15, sizeof file_15},
  {"Help/rejects-list.md", file_16, sizeof file_16},
  {"Help/runs-list.md", file_17, sizeof file_17},
  {"Help/sql.md", file_18, sizeof file_18},
  {"sql/aggregate/add_partitions.sql", file_19, sizeof file_19},
  {"sql/aggregate/copy_meter_days.sql", file_20, sizeof file_20},
  {"sql/aggregate/delete_community_slots.sql", file_21, sizeof file_21},
  {"sql/aggregate/delete_meter_days.sql", file_22, sizeof file_22},
  {"sql/aggregate/make_community_days.sql", file_23, sizeof file_23},
  {"sql/aggregate/make_community_slots.sql", file_24, sizeof file_24},
  {"sql/aggregate/make_unit.sql", file_25, sizeof file_25},
  {"sql/aggregate/mark_period.sql", file_26, sizeof file_26},
  {"sql/aggregate/stale_communities.sql", file_27, sizeof file_27},
  {"sql/aggregate/take_stale.sql", file_28, sizeof file_28},
  {"sql/aggregate/unit_blocks.sql", file_29, sizeof file_29},
  {"sql/aggregate/unit_days.sql", file_30, sizeof file_30},
  {"sql/billing/blocks.sql", file_31, sizeof file_31},
  {"sql/billing/clear_slices.sql", file_32, sizeof file_32},
  {"sql/billing/communities.sql", file_33, sizeof file_33},
  {"sql/billing/copy_energy.sql", file_34, sizeof file_34},
  {"sql/billing/copy_slices.sql", file_35, sizeof file_35},
  {"sql/billing/delete_drafts.sql", file_36, sizeof file_36},
  {"sql/billing/delete_issued_drafts.sql", file_37, sizeof file_37},
  {"sql/billing/draft_totals.sql", file_38, sizeof file_38},
  {"sql/billing/homeless_contracts.sql", file_39, sizeof file_39},
  {"sql/billing/incomplete_drafts.sql", file_40, sizeof file_40},
  {"sql/billing/invoice_lines.sql", file_41, sizeof file_41},
  {"sql/billing/invoice_vat.sql", file_42, sizeof file_42},
  {"sql/billing/invoices.sql", file_43, sizeof file_43},
  {"sql/billing/issue_dates.sql", file_44, sizeof file_44},
  {"sql/billing/issue_invoices.sql", file_45, sizeof file_45},
  {"sql/billing/issue_lines.sql", file_46, sizeof file_46},
  {"sql/billing/issue_vat.sql", file_47, sizeof file_47},
  {"sql/billing/latest_issue.sql", file_48, sizeof file_48},
  {"sql/billing/lock_issue.sql", file_49, sizeof file_49},
  {"sql/billing/lock_run.sql", file_50, sizeof file_50},
  {"sql/billing/make_drafts.sql", file_51, sizeof file_51},
  {"sql/billing/make_lines.sql", file_52, sizeof file_52},
  {"sql/billing/make_vat.sql", file_53, sizeof file_53},
  {"sql/billing/slices.sql", file_54, sizeof file_54},
  {"sql/billing/take_numbers.sql", file_55, sizeof file_55},
  {"sql/billing/tariff_windows.sql", file_56, sizeof file_56},
  {"sql/checks/community_day_equals_its_members.sql", file_57, sizeof file_57},
  {"sql/checks/community_day_equals_its_slots.sql", file_58, sizeof file_58},
  {"sql/checks/invoice_is_its_lines.sql", file_59, sizeof file_59},
  {"sql/checks/invoice_line_rounded_once.sql", file_60, sizeof file_60},
  {"sql/checks/invoice_numbers_without_gap.sql", file_61, sizeof file_61},
  {"sql/checks/invoice_or_draft.sql", file_62, sizeof file_62},
  {"sql/checks/invoice_vat_on_summed_net.sql", file_63, sizeof file_63},
  {"sql/checks/meter_day_equals_its_blocks.sql", file_64, sizeof file_64},
  {"sql/checks/meter_day_equals_its_quarters.sql", file_65, sizeof file_65},
  {"sql/checks/strict_is_known.sql", file_66, sizeof file_66},
  {"sql/grid/local_days.sql", file_67, sizeof file_67},
  {"sql/ingest/add_partitions.sql", file_68, sizeof file_68},
  {"sql/ingest/batch.sql", file_69, sizeof file_69},
  {"sql/ingest/community.sql", file_70, sizeof file_70},
  {"sql/ingest/copy_block_stage.sql", file_71, sizeof file_71},
  {"sql/ingest/copy_blocks.sql", file_72, sizeof file_72},
  {"sql/ingest/copy_part_stage.sql", file_73, sizeof file_73},
  {"sql/ingest/copy_rejects.sql", file_74, sizeof file_74},
  {"sql/ingest/delete_rejects.sql", file_75, sizeof file_75},
  {"sql/ingest/empty_stages.sql", file_76, sizeof file_76},
  {"sql/ingest/end_batch.sql", file_77, sizeof file_77},
  {"sql/ingest/existing_blocks.sql", file_78, sizeof file_78},
  {"sql/ingest/existing_parts.sql", file_79, sizeof file_79},
  {"sql/ingest/import_communities.sql", file_80, sizeof file_80},
  {"sql/ingest/import_communities_with_readings.sql", file_81, sizeof file_81},
  {"sql/ingest/import_contracts.sql", file_82, sizeof file_82},
  {"sql/ingest/import_customers.sql", file_83, sizeof file_83},
  {"sql/ingest/import_invoiced_versions.sql", file_84, sizeof file_84},
  {"sql/ingest/import_known_codes.sql", file_85, sizeof file_85},
  {"sql/ingest/import_lock.sql", file_86, sizeof file_86},
  {"sql/ingest/import_mark_stale.sql", file_87, sizeof file_87},
  {"sql/ingest/import_memberships_added.sql", file_88, sizeof file_88},
  {"sql/ingest/import_memberships_changed.sql", file_89, sizeof file_89},
  {"sql/ingest/import_meters.sql", file_90, sizeof file_90},
  {"sql/ingest/import_meters_with_readings.sql", file_91, sizeof file_91},
  {"sql/ingest/import_moved_readings.sql", file_92, sizeof file_92},
  {"sql/ingest/import_stored_communities.sql", file_93, sizeof file_93},
  {"sql/ingest/import_stored_contracts.sql", file_94, sizeof file_94},
  {"sql/ingest/import_stored_customers.sql", file_95, sizeof file_95},
  {"sql/ingest/import_stored_memberships.sql", file_96, sizeof file_96},
  {"sql/ingest/import_stored_meters.sql", file_97, sizeof file_97},
  {"sql/ingest/import_stored_tariffs.sql", file_98, sizeof file_98},
  {"sql/ingest/import_tariff_prices.sql", file_99, sizeof file_99},
  {"sql/ingest/import_tariff_prices_cleared.sql", file_100, sizeof file_100},
  {"sql/ingest/import_tariff_versions.sql", file_101, sizeof file_101},
  {"sql/ingest/import_tariffs.sql", file_102, sizeof file_102},
  {"sql/ingest/import_zones.sql", file_103, sizeof file_103},
  {"sql/ingest/make_block_stage.sql", file_104, sizeof file_104},
  {"sql/ingest/make_part_stage.sql", file_105, sizeof file_105},
  {"sql/ingest/mark_stale.sql", file_106, sizeof file_106},
  {"sql/ingest/put_blocks.sql", file_107, sizeof file_107},
  {"sql/ingest/put_parts.sql", file_108, sizeof file_108},
  {"sql/ingest/registry.sql", file_109, sizeof file_109},
  {"sql/ingest/rejects.sql", file_110, sizeof file_110},
  {"sql/ingest/start_batch.sql", file_111, sizeof file_111},
  {"sql/migrations/0001_ops.sql", file_112, sizeof file_112},
  {"sql/migrations/0002_grid.sql", file_113, sizeof file_113},
  {"sql/migrations/0003_ingest.sql", file_114, sizeof file_114},
  {"sql/migrations/0004_aggregate.sql", file_115, sizeof file_115},
  {"sql/migrations/0005_billing.sql", file_116, sizeof file_116},
  {"sql/ops/end_run.sql", file_117, sizeof file_117},
  {"sql/ops/runs.sql", file_118, sizeof file_118},
  {"sql/ops/start_run.sql", file_119, sizeof file_119},
  {"sql/ops/today.sql", file_120, sizeof file_120},
  {"sql/ops/try_lock.sql", file_121, sizeof file_121},
};
const struct embedded_file *embedded_files(void) { return files; }
size_t embedded_file_count(void) { return sizeof files / sizeof *files; }
