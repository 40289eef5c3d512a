package dev.lorabake.log;

/**
 * One print of a progress bar.
 *
 * @param total -1 where the bar shows none
 * @param secondsPerUnit NaN where the bar shows no rate yet
 * @param hasLoss whether the bar carries a loss at all
 * @param loss may be NaN or infinite
 * @param learningRate NaN where the bar carries none
 */
record Bar(
    BarKind kind,
    long done,
    long total,
    double secondsPerUnit,
    boolean hasLoss,
    double loss,
    double learningRate) {}
