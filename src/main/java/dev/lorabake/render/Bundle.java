package dev.lorabake.render;

import java.util.Map;

/**
 * The files that plain sd-scripts trains from, by name.
 *
 * @param files name within the folder to its text, in the order in which they are written
 */
public record Bundle(Map<String, String> files) {
  public static final String CONFIG = "config.toml";
  public static final String DATASET = "dataset.toml";
  public static final String PROMPTS = "sample_prompts.txt";
  public static final String SHELL_SCRIPT = "run.sh";
  public static final String POWERSHELL_SCRIPT = "run.ps1";
}
