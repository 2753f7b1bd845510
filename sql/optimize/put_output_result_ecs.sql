-- Write what an output database does not yet say of a round.
--
-- $1 first_valid  bigint  first second of the round's horizon
-- returns one
--   count  bigint
WITH added AS (
  INSERT INTO result_ecs (first_valid_timestamp, machine_id, result_type, machine_type, duration,
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
  SELECT $1::bigint, s.machine_id, s.result_type, s.machine_type, s.duration,
    s.starts[1], s.starts[2], s.starts[3], s.starts[4], s.starts[5], s.starts[6], s.starts[7], s.starts[8],
    s.starts[9], s.starts[10], s.starts[11], s.starts[12], s.starts[13], s.starts[14], s.starts[15], s.starts[16],
    s.starts[17], s.starts[18], s.starts[19], s.starts[20], s.starts[21], s.starts[22], s.starts[23], s.starts[24],
    s.starts[25], s.starts[26], s.starts[27], s.starts[28], s.starts[29], s.starts[30], s.starts[31], s.starts[32],
    s.starts[33], s.starts[34], s.starts[35], s.starts[36], s.starts[37], s.starts[38], s.starts[39], s.starts[40],
    s.starts[41], s.starts[42], s.starts[43], s.starts[44], s.starts[45], s.starts[46], s.starts[47], s.starts[48],
    s.starts[49], s.starts[50], s.starts[51], s.starts[52], s.starts[53], s.starts[54], s.starts[55], s.starts[56],
    s.starts[57], s.starts[58], s.starts[59], s.starts[60], s.starts[61], s.starts[62], s.starts[63], s.starts[64],
    s.starts[65], s.starts[66], s.starts[67], s.starts[68], s.starts[69], s.starts[70], s.starts[71], s.starts[72],
    s.starts[73], s.starts[74], s.starts[75], s.starts[76], s.starts[77], s.starts[78], s.starts[79], s.starts[80],
    s.starts[81], s.starts[82], s.starts[83], s.starts[84], s.starts[85], s.starts[86], s.starts[87], s.starts[88],
    s.starts[89], s.starts[90], s.starts[91], s.starts[92], s.starts[93], s.starts[94], s.starts[95], s.starts[96]
  FROM published AS s
  WHERE s.duration IS NOT NULL
    AND NOT EXISTS (SELECT FROM result_ecs AS r WHERE r.first_valid_timestamp = $1::bigint AND r.machine_id = s.machine_id)
  RETURNING 1
)
SELECT count(*) AS count FROM added
