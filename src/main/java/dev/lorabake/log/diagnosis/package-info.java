/** Why a training failed, by what its log says: known failures as data, and few ways to match. */
@NullMarked
package dev.lorabake.log.diagnosis;

import org.jspecify.annotations.NullMarked;
