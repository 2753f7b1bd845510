-- Write what an output database does not yet say of a round.
--
-- $1 first_valid  bigint  first second of the round's horizon
-- returns one
--   count  bigint
WITH added AS (
  INSERT INTO result (first_valid_timestamp, machine_id, result_type, machine_type,
    decisions_0, decisions_1, decisions_2, decisions_3, decisions_4, decisions_5, decisions_6, decisions_7,
    decisions_8, decisions_9, decisions_10, decisions_11, decisions_12, decisions_13, decisions_14, decisions_15,
    decisions_16, decisions_17, decisions_18, decisions_19, decisions_20, decisions_21, decisions_22, decisions_23,
    decisions_24, decisions_25, decisions_26, decisions_27, decisions_28, decisions_29, decisions_30, decisions_31,
    decisions_32, decisions_33, decisions_34, decisions_35, decisions_36, decisions_37, decisions_38, decisions_39,
    decisions_40, decisions_41, decisions_42, decisions_43, decisions_44, decisions_45, decisions_46, decisions_47,
    decisions_48, decisions_49, decisions_50, decisions_51, decisions_52, decisions_53, decisions_54, decisions_55,
    decisions_56, decisions_57, decisions_58, decisions_59, decisions_60, decisions_61, decisions_62, decisions_63,
    decisions_64, decisions_65, decisions_66, decisions_67, decisions_68, decisions_69, decisions_70, decisions_71,
    decisions_72, decisions_73, decisions_74, decisions_75, decisions_76, decisions_77, decisions_78, decisions_79,
    decisions_80, decisions_81, decisions_82, decisions_83, decisions_84, decisions_85, decisions_86, decisions_87,
    decisions_88, decisions_89, decisions_90, decisions_91, decisions_92, decisions_93, decisions_94, decisions_95)
  SELECT $1::bigint, s.machine_id, s.result_type, s.machine_type,
    s.decisions[1], s.decisions[2], s.decisions[3], s.decisions[4], s.decisions[5], s.decisions[6], s.decisions[7],
    s.decisions[8], s.decisions[9], s.decisions[10], s.decisions[11], s.decisions[12], s.decisions[13],
    s.decisions[14], s.decisions[15], s.decisions[16], s.decisions[17], s.decisions[18], s.decisions[19],
    s.decisions[20], s.decisions[21], s.decisions[22], s.decisions[23], s.decisions[24], s.decisions[25],
    s.decisions[26], s.decisions[27], s.decisions[28], s.decisions[29], s.decisions[30], s.decisions[31],
    s.decisions[32], s.decisions[33], s.decisions[34], s.decisions[35], s.decisions[36], s.decisions[37],
    s.decisions[38], s.decisions[39], s.decisions[40], s.decisions[41], s.decisions[42], s.decisions[43],
    s.decisions[44], s.decisions[45], s.decisions[46], s.decisions[47], s.decisions[48], s.decisions[49],
    s.decisions[50], s.decisions[51], s.decisions[52], s.decisions[53], s.decisions[54], s.decisions[55],
    s.decisions[56], s.decisions[57], s.decisions[58], s.decisions[59], s.decisions[60], s.decisions[61],
    s.decisions[62], s.decisions[63], s.decisions[64], s.decisions[65], s.decisions[66], s.decisions[67],
    s.decisions[68], s.decisions[69], s.decisions[70], s.decisions[71], s.decisions[72], s.decisions[73],
    s.decisions[74], s.decisions[75], s.decisions[76], s.decisions[77], s.decisions[78], s.decisions[79],
    s.decisions[80], s.decisions[81], s.decisions[82], s.decisions[83], s.decisions[84], s.decisions[85],
    s.decisions[86], s.decisions[87], s.decisions[88], s.decisions[89], s.decisions[90], s.decisions[91],
    s.decisions[92], s.decisions[93], s.decisions[94], s.decisions[95], s.decisions[96]
  FROM published AS s
  WHERE s.decisions IS NOT NULL
    AND NOT EXISTS (SELECT FROM result AS r WHERE r.first_valid_timestamp = $1::bigint AND r.machine_id = s.machine_id)
  RETURNING 1
)
SELECT count(*) AS count FROM added
