// SPDX-License-Identifier: Apache-2.0

package slim

// Unused lists the functions of the runtime that a module in a page never
// calls, as the name section spells them; a star at the end stands for any
// name that begins so. They are behind a switch (GODEBUG, a tracer, a
// profiler, cgo, testing/synctest) that only the program or its environment
// could turn on, and a page gives a module neither.
func Unused() []string { return append([]string(nil), unused...) }

// Silenced lists the functions that return at once: those that write the
// trace of a stack, or a number in a panic's message (the message stays, and
// so does the exit code); and those that only verify the tables that slim has
// checked, join the types of a second module, read GODEBUG, which a page does
// not set, or sample the memory for a profile, which the linker turns off a
// moment later because nothing reads it.
func Silenced() []string { return append([]string(nil), silenced...) }

var silenced = []string{
	"runtime.traceback1", "runtime.tracebacksomeothers", "runtime.tracebackHexdump", "runtime.goroutineheader", "runtime.printcreatedby",
	"runtime.printanycustomtype", "runtime.printfloat64", "runtime.printfloat32", "runtime.printcomplex128", "runtime.printcomplex64",
	"runtime.profilealloc", "runtime.moduledataverify1", "runtime.typelinksinit", "runtime.parsegodebug", "internal_cpu.processOptions",
}

var unused = []string{
	// The execution tracer.
	"runtime.traceAcquireEnabled", "runtime.traceAdvance*", "runtime.traceBufFlush", "runtime.traceCPU*",
	"runtime.traceEventWriter.*", "runtime.traceLocker.G*", "runtime.traceLocker.H*", "runtime.traceLocker.P*", "runtime.traceLocker.S*",
	"runtime.traceLocker.e*", "runtime.traceLocker.s*", "runtime.traceReadCPU",
	"runtime.traceRegisterLabelsAndReasons", "runtime.traceStack", "runtime.traceStopReadCPU", "runtime.traceSyncBatch*",
	"runtime.traceThreadDestroy*", "runtime.traceWriter.*", "runtime.__trace*", "runtime.startPCForTrace",
	"runtime.makeTraceFrame*", "runtime.goStatusToTraceGoStatus", "runtime.fpunwindExpand",
	// The profilers of blocking, of mutexes and of processor time, and goroutine profiles.
	"runtime.__profBuf_*", "runtime.saveblockevent", "runtime.saveBlockEventStack", "runtime.doRecordGoroutineProfile*",
	"runtime.tryRecordGoroutineProfile*", "runtime.saveg",
	// What GODEBUG turns on: schedules, checked marks, scavenging, finalizers.
	"runtime.schedtrace*", "runtime.printScavTrace", "runtime.setCheckmark", "runtime.runCheckmark",
	"runtime.startCheckmarks*", "runtime.endCheckmarks", "runtime.checkFinalizersAndCleanups*", "runtime.dumpScanStats",
	"runtime.dumpStacksRec", "runtime.dumpTypesRec", "runtime.findGoroutineLeaks", "runtime.findMaybeRunnableGoroutines",
	"runtime.allGsSnapshotSortedForGC",
	// Dumps after a fault of the runtime itself.
	"runtime.badPointer", "runtime.__hexdumper_*", "runtime.hexdump*", "runtime.gcDumpObject", "runtime.__mspan_.reportZombies", "runtime.dumpgstatus",
	"runtime.traceback1.*", "runtime.traceback2*", "runtime.tracebacksomeothers.*", "runtime.printArgs*", "runtime.printAncestorTraceback*",
	// A second thread, which WebAssembly refuses (newosproc throws), and types of a second module.
	"runtime.newm", "runtime.newm1", "runtime.allocm", "runtime.startm", "runtime.mexit", "runtime.oneNewExtraM", "runtime.typesEqual",
	// C code.
	"runtime.printCgoTraceback*", "runtime.printOneCgoTraceback", "runtime.expandCgoFrames", "runtime.callCgoSymbolizer", "runtime.cgocall",
	// testing/synctest.
	"runtime.__synctestBubble_*",
}
