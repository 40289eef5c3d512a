package dev.lorabake.train;

/**
 * The Python that upstream would run in.
 *
 * @param python a path, or a bare name that the PATH resolves
 * @param named whether somebody named it, or it lies in the checkout; else the PATH has it, which
 *     may be any Python
 */
public record PythonPlace(String python, boolean named) {}
