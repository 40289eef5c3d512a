package dev.lorabake.plan;

/**
 * The settings that decide how much of the GPU's memory a training takes.
 *
 * @param area pixels of the largest image
 * @param rank of the network, on which the kept activations depend
 * @param params trained values
 * @param imageParams those of U-Net or DiT among them
 * @param halfNetwork whether the network itself is trained at 16 bit
 * @param fullPrecision {@code mixed_precision = "no"}
 * @param fp8Text whether text encoders are stored as fp8 as well
 * @param plainAttention whether the attention matrix is stored
 * @param trainsText whether text encoders are trained
 * @param textCached whether text encoders leave the GPU once their output is cached
 * @param vaeBatch images that are encoded at once, 0 when latents are cached
 * @param stateBytes of the optimizer, for each trained value
 * @param temporaryBytes of the optimizer while it steps, for each trained value
 * @param accumulates whether gradients lie there from one batch to the next
 * @param distributed whether several processes exchange gradients, by buckets of the same size
 */
record VramCase(
    VramModel model,
    long batch,
    long area,
    long rank,
    long params,
    long imageParams,
    boolean halfNetwork,
    boolean fullPrecision,
    boolean fp8,
    boolean fp8Text,
    boolean checkpointing,
    boolean plainAttention,
    boolean denseMask,
    boolean trainsText,
    boolean textCached,
    long vaeBatch,
    boolean vaeFp32,
    long blocksToSwap,
    double stateBytes,
    double temporaryBytes,
    boolean accumulates,
    boolean distributed) {

  VramCase withBatch(long newBatch) {
    long newVaeBatch = vaeBatch == 0 ? 0 : Math.min(newBatch, vaeBatch);
    return new VramCase(
        model,
        newBatch,
        area,
        rank,
        params,
        imageParams,
        halfNetwork,
        fullPrecision,
        fp8,
        fp8Text,
        checkpointing,
        plainAttention,
        denseMask,
        trainsText,
        textCached,
        newVaeBatch,
        vaeFp32,
        blocksToSwap,
        stateBytes,
        temporaryBytes,
        accumulates,
        distributed);
  }
}
