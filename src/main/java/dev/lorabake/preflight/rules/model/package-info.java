/** The base model and what its family asks for. */
@NullMarked
package dev.lorabake.preflight.rules.model;

import org.jspecify.annotations.NullMarked;
