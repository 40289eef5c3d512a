/**
 * The user's file as typed values, each with its place and origin; readers for every input format,
 * and the writer.
 */
@NullMarked
package dev.lorabake.recipe;

import org.jspecify.annotations.NullMarked;
