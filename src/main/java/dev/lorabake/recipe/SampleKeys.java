package dev.lorabake.recipe;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * The keys of a {@code [[sample]]} and the flag that stands for each in upstream's prompt lines
 * (library/train_util.py, {@code line_to_prompt_dict}).
 */
public final class SampleKeys {
  public static final String PROMPT = "prompt";
  private static final Map<String, String> FLAGS = flags();

  /** Every key, the prompt first. */
  public static final Set<String> NAMES = names();

  private SampleKeys() {}

  /** Key to the letters after the two hyphens, in the order in which lines are written. */
  public static Map<String, String> promptFlags() {
    return FLAGS;
  }

  private static Map<String, String> flags() {
    Map<String, String> flags = new LinkedHashMap<>();
    flags.put("negative_prompt", "n");
    flags.put("width", "w");
    flags.put("height", "h");
    flags.put("seed", "d");
    flags.put("sample_steps", "s");
    flags.put("scale", "l");
    flags.put("guidance_scale", "g");
    flags.put("sample_sampler", "ss");
    flags.put("controlnet_image", "cn");
    flags.put("cfg_trunc_ratio", "ctr");
    flags.put("renorm_cfg", "rcfg");
    flags.put("flow_shift", "fs");
    return flags;
  }

  private static Set<String> names() {
    Set<String> names = new LinkedHashSet<>();
    names.add(PROMPT);
    names.addAll(FLAGS.keySet());
    return Collections.unmodifiableSet(names);
  }
}
