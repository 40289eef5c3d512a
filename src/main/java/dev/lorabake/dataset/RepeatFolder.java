package dev.lorabake.dataset;

/** A {@code N_name} child of {@code train_data_dir}: its images count N times. */
public record RepeatFolder(String path, long repeats, String classTokens) {}
