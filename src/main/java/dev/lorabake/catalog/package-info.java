/**
 * Facts about upstream: its options, scripts, model families, network types and optimizers, read
 * from data files.
 */
@NullMarked
package dev.lorabake.catalog;

import org.jspecify.annotations.NullMarked;
