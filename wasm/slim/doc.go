// SPDX-License-Identifier: Apache-2.0

// Package slim makes a WebAssembly module that the Go linker wrote smaller on
// the wire, without changing what it computes.
//
// What it takes away, in this order (Module):
//
//   - segments: the linker starts a new data segment after every 8 zero bytes,
//     because a file without them is shorter. Compressed, 50,000 headers cost
//     more than the zeros. Segments are joined, and split at long runs only.
//
//   - names and lines: the tables that turn a program counter into a function
//     name, a file and a line (runtime.pclntab). A stripped program keeps
//     them for stack traces. The stack sizes and the pointer maps, which the
//     collector and recover need, stay and are checked.
//
//   - types: names and tags of fields, hashes that no switch compares, and the
//     rest of a descriptor that package reflect alone reads (forgetTypes), if
//     the module does not link it.
//
//   - unused functions: those that only a trace, a profile or a debugging
//     switch of the runtime would call (Unused). A browser can turn none of them on.
//     Each is replaced by a trap, so that a mistake is loud, and so is every
//     function that only they reached.
//
//   - integers (shorten): identities that the compiler leaves undone.
//
//   - jumps (straighten): the compiler sends every jump through a table at the
//     beginning of the function. A jump becomes a branch, a loop a loop; the
//     table keeps the places where a goroutine goes on, and no others.
//
//   - what follows a call that never returns: a panic, a fault, a stack that
//     grows (neverReturn); such calls share three functions that slim adds
//     (helpers).
//
//   - registers that nothing reads (forget).
//
//   - return addresses (places): every call stores where it returns to, five
//     bytes that are new at every call. A local holds the function's part of
//     them, set once, and the calls are counted: each stores the last place and
//     one more. The tables of the stack heights and pointer maps follow.
//
//   - what counts up: the table of entries and the table that finds a function
//     are written by a start function, and so are the records of functions,
//     which travel as columns (records). It also computes strconv's powers of
//     ten (powers).
//
// The collector stops the world while it marks (collector), so that packages
// are compiled without write barriers (Flags).
//
// What a user sees: an uncaught panic of Go stops the module with its message
// and without a stack trace.
//
// It reads the layout of Go 1.26 (runtime.moduledata, runtime._func; WebAssembly
// core specification 1.0 §5). Anything that it does not recognise is an error,
// never a guess: pack then fails the build and says so.
package slim
