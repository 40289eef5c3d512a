package dev.lorabake.log.tensorboard;

/**
 * One number of an event file.
 *
 * @param step as the trainer counts it
 * @param tag {@code loss/average}, {@code lr/unet}, …
 * @param value may be NaN or infinite
 */
public record Scalar(long step, String tag, float value) {}
