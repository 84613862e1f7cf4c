;; Walks an entry of a HAR, and tells where what a transaction is made of stands. What is stepped over is not built, and
;; checked only as far as it costs nothing. Commas and colons count as blanks, so that one too many or too few is no harm.
(module
  ;; The window, the marks of its quotes, and all other places: see room.ts.
  (import "room" "memory" (memory 12))
  (import "lines" "copy" (func $copyLines (param i32 i32 i32 i32) (result i32)))
  (import "starts" "write" (func $writeStarts))
  (global $told i32 (i32.const 0x1000))
  (global $terms i32 (i32.const 0x2000))
  (global $marks i32 (i32.const 0x10000))
  (global $lines i32 (i32.const 0x20000))
  (global $window i32 (i32.const 0x70000))

  ;; The members that are told of, each in 16 bytes: its name, and what is done with its value:
  ;;   v  told as it is             t  a string that comes again and again    b  the text of a body
  ;;   h  header lines (of a request)   l  header lines (of a response)
  ;;   q  a request    p  its body    r  a response    c  its body            x  nothing: the entry is odd
  ;; A member's number is its slot in what is told (see entry-slots.ts).
  (data (i32.const 0)
    "startedDateTimev"
    "time\00\00\00\00\00\00\00\00\00\00\00v"
    "connection\00\00\00\00\00t"
    "_error\00\00\00\00\00\00\00\00\00v"
    "request\00\00\00\00\00\00\00\00q"
    "response\00\00\00\00\00\00\00r"
    "_hmaDoctor\00\00\00\00\00x"
    ;; 7: of a request
    "method\00\00\00\00\00\00\00\00\00t"
    "url\00\00\00\00\00\00\00\00\00\00\00\00v"
    "httpVersion\00\00\00\00t"
    "headers\00\00\00\00\00\00\00\00h"
    "postData\00\00\00\00\00\00\00p"
    "_content\00\00\00\00\00\00\00v"
    "_error\00\00\00\00\00\00\00\00\00v"
    ;; 14: of its body
    "text\00\00\00\00\00\00\00\00\00\00\00b"
    "encoding\00\00\00\00\00\00\00v"
    ;; 16: of a response
    "status\00\00\00\00\00\00\00\00\00v"
    "statusText\00\00\00\00\00t"
    "httpVersion\00\00\00\00t"
    "headers\00\00\00\00\00\00\00\00l"
    "content\00\00\00\00\00\00\00\00c"
    "_error\00\00\00\00\00\00\00\00\00v"
    ;; 22: of its body
    "text\00\00\00\00\00\00\00\00\00\00\00b"
    "encoding\00\00\00\00\00\00\00v"
    "size\00\00\00\00\00\00\00\00\00\00\00v"
    "comment\00\00\00\00\00\00\00\00v")
  (global $slots i32 (i32.const 26))
  ;; Behind the slots stands how the entry began.
  (global $began i32 (i32.const 0x11a0))

  ;; What keeps the first bytes of sixteen: read so many bytes before its middle.
  (data (i32.const 0x200)
    "\ff\ff\ff\ff\ff\ff\ff\ff\ff\ff\ff\ff\ff\ff\ff\ff\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00")
  (global $masks i32 (i32.const 0x210))

  ;; What a byte is, in 256 bytes from 0x300 on that are written there from skip.ts.
  (global $filler i32 (i32.const 1))
  (global $quote i32 (i32.const 2))
  (global $open i32 (i32.const 3))
  (global $close i32 (i32.const 4))
  (global $aKind i32 (i32.const 7))
  (global $blank i32 (i32.const 8))
  (global $end i32 (i32.const 16))

  ;; In place of an offset, see skip.ts. Damage at an offset is that much less than $damaged.
  (global $more i32 (i32.const -1))
  (global $odd i32 (i32.const -2))
  (global $damaged i32 (i32.const -4))

  ;; In what way a value is told of. String: plain, from and to of its inside. JSON: from and to. Number: itself. Term: its
  ;; place among the terms. Text: from and to of the inside of a string. (Lines: see lines.wat.)
  (global $asString i32 (i32.const 1))
  (global $asJson i32 (i32.const 2))
  (global $asNumber i32 (i32.const 3))
  (global $asTerm i32 (i32.const 4))
  (global $asText i32 (i32.const 6))

  ;; So much room is left before the lines of a message for its start line (see starts.wat).
  (global $startRoom i32 (i32.const 0x800))

  ;; Where the window's bytes and their marks end, and where the next lines may go.
  (global $to (mut i32) (i32.const 0))
  (global $marksTo (mut i32) (i32.const 0))
  (global $linesTo (mut i32) (i32.const 0))

  (func $damagedAt (param $at i32) (result i32)
    (i32.sub (global.get $damaged) (i32.sub (local.get $at) (global.get $window))))

  ;; The next byte that is no blank, comma or colon.
  (func $skipBlanks (param $at i32) (result i32)
    (loop $next
      (if (i32.and (i32.load8_u offset=0x300 (i32.load8_u (local.get $at))) (global.get $blank))
        (then
          (local.set $at (i32.add (local.get $at) (i32.const 1)))
          (br $next))))
    (local.get $at))

  ;; Gives the place behind the string whose inside begins at $at. What follows must be a blank, a comma, a colon or an end.
  (func $skipString (param $at i32) (result i32)
    (local $word i32)
    (local $bits i64)
    (local.set $at (i32.sub (local.get $at) (global.get $window)))
    (local.set $word (i32.add (global.get $marks) (i32.shl (i32.shr_u (local.get $at) (i32.const 6)) (i32.const 3))))
    (local.set $bits
      (i64.and
        (i64.load (local.get $word))
        (i64.shl (i64.const -1) (i64.extend_i32_u (local.get $at))))) ;; the lower six bits of it count
    (loop $next
      (if (i64.eqz (local.get $bits))
        (then
          (local.set $word (i32.add (local.get $word) (i32.const 8)))
          (if (i32.ge_u (local.get $word) (global.get $marksTo)) (then (return (global.get $more))))
          (local.set $bits (i64.load (local.get $word)))
          (br $next))))
    (local.set $at
      (i32.add
        (i32.add (global.get $window) (i32.shl (i32.sub (local.get $word) (global.get $marks)) (i32.const 3)))
        (i32.add (i32.wrap_i64 (i64.ctz (local.get $bits))) (i32.const 1))))
    (if (i32.eqz (i32.and (i32.load8_u offset=0x300 (i32.load8_u (local.get $at))) (global.get $end)))
      (then
        (if (i32.lt_u (local.get $at) (global.get $to)) (then (return (call $damagedAt (local.get $at)))))))
    (local.get $at))

  ;; Gives the place behind the number or literal at $at.
  (func $skipScalar (param $at i32) (result i32)
    (loop $next
      (if (i32.eq
            (i32.and (i32.load8_u offset=0x300 (i32.load8_u (local.get $at))) (i32.or (global.get $aKind) (global.get $end)))
            (global.get $filler))
        (then
          (local.set $at (i32.add (local.get $at) (i32.const 1)))
          (br $next))))
    (if (i32.ge_u (local.get $at) (global.get $to)) (then (return (global.get $more))))
    (if (i32.and (i32.load8_u offset=0x300 (i32.load8_u (local.get $at))) (global.get $end)) (then (return (local.get $at))))
    (call $damagedAt (local.get $at)))

  ;; Gives the place behind the object or array at $at.
  (func $skipNested (param $at i32) (result i32)
    (local $depth i32)
    (local $kind i32)
    (loop $next
      (if (i32.ge_u (local.get $at) (global.get $to)) (then (return (global.get $more))))
      (local.set $kind (i32.and (i32.load8_u offset=0x300 (i32.load8_u (local.get $at))) (global.get $aKind)))
      (local.set $at (i32.add (local.get $at) (i32.const 1)))
      (br_if $next (i32.eq (local.get $kind) (global.get $filler)))
      (if (i32.eq (local.get $kind) (global.get $quote))
        (then
          (local.set $at (call $skipString (local.get $at)))
          (if (i32.lt_s (local.get $at) (i32.const 0)) (then (return (local.get $at))))
          (br $next)))
      (if (i32.eq (local.get $kind) (global.get $open))
        (then
          (local.set $depth (i32.add (local.get $depth) (i32.const 1)))
          (br $next)))
      (if (i32.ne (local.get $kind) (global.get $close))
        (then (return (call $damagedAt (i32.sub (local.get $at) (i32.const 1))))))
      (local.set $depth (i32.sub (local.get $depth) (i32.const 1)))
      (br_if $next (local.get $depth)))
    (local.get $at))

  ;; Gives the place behind the value at $at.
  (func $skipValue (param $at i32) (result i32)
    (local $kind i32)
    (local.set $kind (i32.and (i32.load8_u offset=0x300 (i32.load8_u (local.get $at))) (global.get $aKind)))
    (if (i32.eq (local.get $kind) (global.get $quote))
      (then (return (call $skipString (i32.add (local.get $at) (i32.const 1))))))
    (if (i32.eq (local.get $kind) (global.get $filler)) (then (return (call $skipScalar (local.get $at)))))
    (if (i32.eq (local.get $kind) (global.get $open)) (then (return (call $skipNested (local.get $at)))))
    (if (i32.lt_u (local.get $at) (global.get $to)) (then (return (call $damagedAt (local.get $at)))))
    (global.get $more))

  ;; Gives the place of the quote behind the name whose inside begins at $at. A name with an escape is odd.
  (func $endOfName (param $at i32) (result i32)
    (local $bytes v128)
    (local $ends i32)
    (loop $next
      (local.set $bytes (v128.load (local.get $at)))
      (local.set $ends (i8x16.bitmask (v128.or
        (i8x16.eq (local.get $bytes) (i8x16.splat (i32.const 0x22)))
        (i8x16.eq (local.get $bytes) (i8x16.splat (i32.const 0x5c))))))
      (if (i32.eqz (local.get $ends))
        (then
          (local.set $at (i32.add (local.get $at) (i32.const 16)))
          (br_if $next (i32.lt_u (local.get $at) (global.get $to)))
          (return (global.get $more)))))
    (local.set $at (i32.add (local.get $at) (i32.ctz (local.get $ends))))
    (select
      (global.get $odd)
      (local.get $at)
      (i32.eq (i32.load8_u (local.get $at)) (i32.const 0x5c))))

  ;; The first $length of the sixteen bytes at $at, at most all.
  (func $firstBytes (param $at i32) (param $length i32) (result v128)
    (v128.and
      (v128.load (local.get $at))
      (v128.load (i32.sub (global.get $masks) (local.get $length)))))

  ;; The slot, from $slot on and before $slotsTo, of the member with the name between the two places; $slotsTo for none.
  (func $slotOf (param $from i32) (param $to i32) (param $slot i32) (param $slotsTo i32) (result i32)
    (local $name v128)
    (local $begin i64)
    (if (i32.gt_u (i32.sub (local.get $to) (local.get $from)) (i32.const 15)) (then (return (local.get $slotsTo))))
    (local.set $name (call $firstBytes (local.get $from) (i32.sub (local.get $to) (local.get $from))))
    (local.set $begin (i64x2.extract_lane 0 (local.get $name)))
    (loop $next
      (if (i64.eq (i64.load (i32.shl (local.get $slot) (i32.const 4))) (local.get $begin))
        (then
          (if (i8x16.all_true
                (i8x16.eq
                  (i8x16.replace_lane 15 (v128.load (i32.shl (local.get $slot) (i32.const 4))) (i32.const 0))
                  (local.get $name)))
            (then (return (local.get $slot))))))
      (local.set $slot (i32.add (local.get $slot) (i32.const 1)))
      (br_if $next (i32.lt_u (local.get $slot) (local.get $slotsTo))))
    (local.get $slotsTo))

  ;; Do the bytes from $at to $to stand for themselves in a string: ASCII without a backslash or a control character?
  (func $isPlain (param $at i32) (param $to i32) (result i32)
    (local $bytes v128)
    (local $others i32)
    (local $left i32)
    (loop $next
      (local.set $bytes (v128.load (local.get $at)))
      (local.set $others (i8x16.bitmask (v128.or
        (local.get $bytes)
        (v128.or
          (i8x16.lt_u (local.get $bytes) (i8x16.splat (i32.const 0x20)))
          (i8x16.eq (local.get $bytes) (i8x16.splat (i32.const 0x5c)))))))
      (local.set $left (i32.sub (local.get $to) (local.get $at)))
      (if (i32.gt_u (local.get $left) (i32.const 16))
        (then
          (if (local.get $others) (then (return (i32.const 0))))
          (local.set $at (i32.add (local.get $at) (i32.const 16)))
          (br $next))))
    (i32.eqz
      (i32.and
        (local.get $others)
        (i32.sub (i32.shl (i32.const 1) (local.get $left)) (i32.const 1)))))

  ;; The whole number between the two places, of at most nine digits; -1 for anything else.
  (func $wholeNumber (param $at i32) (param $to i32) (result i32)
    (local $length i32)
    (local $number i32)
    (local $digit i32)
    (local.set $length (i32.sub (local.get $to) (local.get $at)))
    (if (i32.gt_u (local.get $length) (i32.const 9)) (then (return (i32.const -1))))
    (if (i32.and
          (i32.eq (i32.load8_u (local.get $at)) (i32.const 0x30))
          (i32.gt_u (local.get $length) (i32.const 1)))
      (then (return (i32.const -1))))
    (loop $next
      (local.set $digit (i32.sub (i32.load8_u (local.get $at)) (i32.const 0x30)))
      (if (i32.gt_u (local.get $digit) (i32.const 9)) (then (return (i32.const -1))))
      (local.set $number (i32.add (i32.mul (local.get $number) (i32.const 10)) (local.get $digit)))
      (local.set $at (i32.add (local.get $at) (i32.const 1)))
      (br_if $next (i32.lt_u (local.get $at) (local.get $to))))
    (local.get $number))

  (func $isNull (param $from i32) (param $to i32) (result i32)
    (i32.and
      (i32.eq (i32.sub (local.get $to) (local.get $from)) (i32.const 4))
      (i32.eq (i32.load (local.get $from)) (i32.const 0x6c6c756e)))) ;; null

  (func $tell (param $slot i32) (param $how i32) (param $first i32) (param $second i32)
    (local.set $slot (i32.add (global.get $told) (i32.shl (local.get $slot) (i32.const 4))))
    (i32.store (local.get $slot) (local.get $how))
    (i32.store offset=4 (local.get $slot) (local.get $first))
    (i32.store offset=8 (local.get $slot) (local.get $second)))

  ;; Tells of what stands between the two places, in the way $how.
  (func $tellPlace (param $slot i32) (param $how i32) (param $from i32) (param $to i32)
    (call $tell
      (local.get $slot)
      (local.get $how)
      (i32.sub (local.get $from) (global.get $window))
      (i32.sub (local.get $to) (global.get $window))))

  ;; Tells of no slot from the first on and before the last.
  (func $forget (param $slot i32) (param $slotsTo i32)
    (memory.fill
      (i32.add (global.get $told) (i32.shl (local.get $slot) (i32.const 4)))
      (i32.const 0)
      (i32.shl (i32.sub (local.get $slotsTo) (local.get $slot)) (i32.const 4))))

  ;; Tells of the value between the two places. Null is like a member that is missing.
  (func $tellValue (param $slot i32) (param $from i32) (param $to i32)
    (local $number i32)
    (if (i32.eq (i32.load8_u (local.get $from)) (i32.const 0x22))
      (then
        (if (call $isPlain (i32.add (local.get $from) (i32.const 1)) (i32.sub (local.get $to) (i32.const 1)))
          (then
            (call $tellPlace (local.get $slot) (global.get $asString)
              (i32.add (local.get $from) (i32.const 1))
              (i32.sub (local.get $to) (i32.const 1)))
            (return))))
      (else
        (if (call $isNull (local.get $from) (local.get $to))
          (then
            (call $forget (local.get $slot) (i32.add (local.get $slot) (i32.const 1)))
            (return)))
        (if (i32.ge_s (local.tee $number (call $wholeNumber (local.get $from) (local.get $to))) (i32.const 0))
          (then
            (call $tell (local.get $slot) (global.get $asNumber) (local.get $number) (i32.const 0))
            (return)))))
    (call $tellPlace (local.get $slot) (global.get $asJson) (local.get $from) (local.get $to)))

  ;; Tells of the text of a body, if it is a string: what stands in it is nobody's business now.
  (func $tellText (param $slot i32) (param $from i32) (param $to i32)
    (if (i32.eq (i32.load8_u (local.get $from)) (i32.const 0x22))
      (then
        (call $tellPlace (local.get $slot) (global.get $asText)
          (i32.add (local.get $from) (i32.const 1))
          (i32.sub (local.get $to) (i32.const 1))))
      (else (call $tellValue (local.get $slot) (local.get $from) (local.get $to)))))

  ;; Methods, versions, reasons, ids of connections: strings that come again and again are told of by their place among the
  ;; terms, where they stay: 31 bytes at most, and the length. A term whose place is taken is a string like others.
  (func $tellTerm (param $slot i32) (param $from i32) (param $to i32)
    (local $length i32)
    (local $hash i32)
    (local $term i32)
    (local $first v128)
    (local $rest v128)
    (call $tellValue (local.get $slot) (local.get $from) (local.get $to))
    (local.set $from (i32.add (local.get $from) (i32.const 1)))
    (local.set $length (i32.sub (i32.sub (local.get $to) (local.get $from)) (i32.const 1)))
    (if (i32.gt_u (i32.sub (local.get $length) (i32.const 1)) (i32.const 30)) (then (return)))
    (if (i32.ne
          (i32.load (i32.add (global.get $told) (i32.shl (local.get $slot) (i32.const 4))))
          (global.get $asString))
      (then (return)))
    (local.set $hash
      (i32.and
        (i32.add
          (i32.add (i32.load8_u (local.get $from)) (local.get $length))
          (i32.mul (i32.load8_u (i32.sub (local.get $to) (i32.const 2))) (i32.const 7)))
        (i32.const 0xff)))
    (local.set $term (i32.add (global.get $terms) (i32.shl (local.get $hash) (i32.const 5))))
    (if (i32.gt_u (local.get $length) (i32.const 16))
      (then
        (local.set $first (v128.load (local.get $from)))
        (local.set $rest
          (call $firstBytes (i32.add (local.get $from) (i32.const 16)) (i32.sub (local.get $length) (i32.const 16)))))
      (else (local.set $first (call $firstBytes (local.get $from) (local.get $length)))))
    (local.set $rest (i8x16.replace_lane 15 (local.get $rest) (local.get $length)))
    (if (i32.eqz (i32.load8_u offset=31 (local.get $term)))
      (then
        (v128.store (local.get $term) (local.get $first))
        (v128.store offset=16 (local.get $term) (local.get $rest))))
    (if (i8x16.all_true (v128.and
          (i8x16.eq (v128.load (local.get $term)) (local.get $first))
          (i8x16.eq (v128.load offset=16 (local.get $term)) (local.get $rest))))
      (then (call $tell (local.get $slot) (global.get $asTerm) (local.get $hash) (i32.const 0)))))

  ;; Takes header lines: copied where they are of the usual kind, else told of like any value. (They never become longer, but
  ;; for the room before them, which many lists in one message might use up.)
  (func $takeHeaders (param $slot i32) (param $at i32) (param $isRequest i32) (result i32)
    (local $told i32)
    (local $to i32)
    (local.set $told (i32.add (global.get $told) (i32.shl (local.get $slot) (i32.const 4))))
    (if (i32.and
          (i32.eq (i32.load8_u (local.get $at)) (i32.const 0x5b))
          (i32.lt_u
            (i32.add
              (i32.add (global.get $linesTo) (i32.const 0x1000))
              (i32.sub (global.get $to) (local.get $at)))
            (global.get $window)))
      (then
        (local.set $to
          (call $copyLines
            (local.get $at)
            (i32.add (global.get $linesTo) (global.get $startRoom))
            (local.get $told)
            (local.get $isRequest)))
        (if (local.get $to)
          (then
            (global.set $linesTo (i32.add (global.get $lines) (i32.load offset=8 (local.get $told))))
            (return (local.get $to))))))
    (local.set $to (call $skipValue (local.get $at)))
    (if (i32.gt_s (local.get $to) (i32.const 0))
      (then (call $tellValue (local.get $slot) (local.get $at) (local.get $to))))
    (local.get $to))

  ;; Takes an object whose members have the slots from $slot on and before $slotsTo. What is none is stepped over.
  (func $takeObject (param $at i32) (param $slot i32) (param $slotsTo i32) (result i32)
    (if (i32.eq (i32.load8_u (local.get $at)) (i32.const 0x7b))
      (then (return (call $walkObject (local.get $at) (local.get $slot) (local.get $slotsTo)))))
    (call $skipValue (local.get $at)))

  ;; Takes a message: its members have slots up to $membersTo, those of its body the ones up to $slotsTo.
  (func $takeMessage
      (param $of i32) (param $at i32) (param $slot i32) (param $membersTo i32) (param $slotsTo i32) (result i32)
    (call $forget (local.get $slot) (local.get $slotsTo))
    (call $tell
      (local.get $of)
      (i32.eq (i32.load8_u (local.get $at)) (i32.const 0x7b))
      (i32.const 0)
      (i32.const 0))
    (call $takeObject (local.get $at) (local.get $slot) (local.get $membersTo)))

  ;; Takes a body, and tells of all of it as well.
  (func $takeBody (param $of i32) (param $at i32) (param $slot i32) (param $slotsTo i32) (result i32)
    (local $to i32)
    (call $forget (local.get $slot) (local.get $slotsTo))
    (local.set $to (call $takeObject (local.get $at) (local.get $slot) (local.get $slotsTo)))
    (if (i32.gt_s (local.get $to) (i32.const 0))
      (then (call $tellPlace (local.get $of) (global.get $asJson) (local.get $at) (local.get $to))))
    (local.get $to))

  ;; Takes the value at $at for the slot. Gives the place behind it.
  (func $take (param $slot i32) (param $at i32) (result i32)
    (local $what i32)
    (local $to i32)
    (local.set $what (i32.load8_u offset=15 (i32.shl (local.get $slot) (i32.const 4))))
    (if (i32.eq (local.get $what) (i32.const 0x68)) ;; h
      (then (return (call $takeHeaders (local.get $slot) (local.get $at) (i32.const 1)))))
    (if (i32.eq (local.get $what) (i32.const 0x6c)) ;; l
      (then (return (call $takeHeaders (local.get $slot) (local.get $at) (i32.const 0)))))
    (if (i32.eq (local.get $what) (i32.const 0x71)) ;; q
      (then
        (return
          (call $takeMessage (local.get $slot) (local.get $at) (i32.const 7) (i32.const 14) (i32.const 16)))))
    (if (i32.eq (local.get $what) (i32.const 0x70)) ;; p
      (then (return (call $takeBody (local.get $slot) (local.get $at) (i32.const 14) (i32.const 16)))))
    (if (i32.eq (local.get $what) (i32.const 0x72)) ;; r
      (then
        (return
          (call $takeMessage (local.get $slot) (local.get $at) (i32.const 16) (i32.const 22) (i32.const 26)))))
    (if (i32.eq (local.get $what) (i32.const 0x63)) ;; c
      (then (return (call $takeBody (local.get $slot) (local.get $at) (i32.const 22) (i32.const 26)))))
    (if (i32.eq (local.get $what) (i32.const 0x78)) (then (return (global.get $odd)))) ;; x
    (local.set $to (call $skipValue (local.get $at)))
    (if (i32.lt_s (local.get $to) (i32.const 0)) (then (return (local.get $to))))
    (if (i32.eq (local.get $what) (i32.const 0x76)) ;; v
      (then (call $tellValue (local.get $slot) (local.get $at) (local.get $to)))
      (else
        (if (i32.eq (local.get $what) (i32.const 0x74)) ;; t
          (then (call $tellTerm (local.get $slot) (local.get $at) (local.get $to)))
          (else (call $tellText (local.get $slot) (local.get $at) (local.get $to))))))
    (local.get $to))

  ;; Walks the object at $at, whose members have the slots from $slot on and before $slotsTo. Gives the place behind it.
  (func $walkObject (param $at i32) (param $slot i32) (param $slotsTo i32) (result i32)
    (local $name i32)
    (local $nameTo i32)
    (local $member i32)
    (local.set $at (i32.add (local.get $at) (i32.const 1)))
    (loop $next
      (local.set $at (call $skipBlanks (local.get $at)))
      (if (i32.eq (i32.load8_u (local.get $at)) (i32.const 0x22))
        (then
          (local.set $name (i32.add (local.get $at) (i32.const 1)))
          (local.set $nameTo (call $endOfName (local.get $name)))
          (if (i32.lt_s (local.get $nameTo) (i32.const 0)) (then (return (local.get $nameTo))))
          (local.set $at (call $skipBlanks (i32.add (local.get $nameTo) (i32.const 1))))
          (if (i32.ge_u (local.get $at) (global.get $to)) (then (return (global.get $more))))
          (local.set $member
            (call $slotOf (local.get $name) (local.get $nameTo) (local.get $slot) (local.get $slotsTo)))
          (if (i32.eq (local.get $member) (local.get $slotsTo))
            (then (local.set $at (call $skipValue (local.get $at))))
            (else (local.set $at (call $take (local.get $member) (local.get $at)))))
          (br_if $next (i32.gt_s (local.get $at) (i32.const 0)))
          (return (local.get $at)))))
    (if (i32.eq (i32.load8_u (local.get $at)) (i32.const 0x7d)) (then (return (i32.add (local.get $at) (i32.const 1)))))
    (if (i32.lt_u (local.get $at) (global.get $to)) (then (return (call $damagedAt (local.get $at)))))
    (global.get $more))

  ;; A checksum (FNV-1a) of how the object at $at begins: of its bytes up to the value of its first member.
  ;; 0 where it has none.
  (func $beginning (param $at i32) (result i32)
    (local $to i32)
    (local $sum i32)
    (local.set $to (call $skipBlanks (i32.add (local.get $at) (i32.const 1))))
    (if (i32.ne (i32.load8_u (local.get $to)) (i32.const 0x22)) (then (return (i32.const 0))))
    (local.set $to (call $endOfName (i32.add (local.get $to) (i32.const 1))))
    (if (i32.lt_s (local.get $to) (i32.const 0)) (then (return (i32.const 0))))
    (local.set $to (call $skipBlanks (i32.add (local.get $to) (i32.const 1))))
    (local.set $sum (i32.const 0x811c9dc5))
    (loop $next
      (local.set $sum
        (i32.mul (i32.xor (local.get $sum) (i32.load8_u (local.get $at))) (i32.const 0x01000193)))
      (br_if $next (i32.lt_u (local.tee $at (i32.add (local.get $at) (i32.const 1))) (local.get $to))))
    (local.get $sum))

  ;; Walks the entry whose brace stands at this offset of the window, of which so many bytes are meant. Gives the offset
  ;; behind it.
  (func (export "walk") (param $at i32) (param $length i32) (result i32)
    (global.set $to (i32.add (global.get $window) (local.get $length)))
    (global.set $marksTo
      (i32.add
        (global.get $marks)
        (i32.shl (i32.shr_u (i32.add (local.get $length) (i32.const 63)) (i32.const 6)) (i32.const 3))))
    (global.set $linesTo (global.get $lines))
    (call $forget (i32.const 0) (global.get $slots))
    (local.set $at (i32.add (global.get $window) (local.get $at)))
    (i32.store (global.get $began) (call $beginning (local.get $at)))
    (local.set $at (call $walkObject (local.get $at) (i32.const 0) (i32.const 7)))
    (if (i32.gt_s (local.get $at) (i32.const 0)) (then (call $writeStarts)))
    (select
      (i32.sub (local.get $at) (global.get $window))
      (local.get $at)
      (i32.gt_s (local.get $at) (i32.const 0)))))
