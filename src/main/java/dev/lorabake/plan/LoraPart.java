package dev.lorabake.plan;

import dev.lorabake.json.JsonObject;

/**
 * Modules of a LoRA that have one rank.
 *
 * @param nameBytes length of all their names together
 * @param shapeBytes length of the sizes of their layers, as the file's header writes them
 */
record LoraPart(long modules, long paramsPerRank, long nameBytes, long shapeBytes, long rank) {
  static LoraPart read(JsonObject json, long rank) {
    return new LoraPart(
        json.whole("modules"),
        json.whole("params_per_rank"),
        json.whole("name_bytes"),
        json.whole("shape_bytes"),
        rank);
  }

  /** Trained values. */
  long params() {
    return paramsPerRank * rank;
  }

  /** Values in the file: an alpha beside the two matrices of each module. */
  long saved() {
    return params() + modules;
  }
}
