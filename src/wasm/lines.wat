;; The header lines of `[{"name":"…","value":"…"},…]`, as a HAR has them.
(module
  ;; The JSON in the window, with zero bytes behind it (see room.ts). Lines have CRLF before each of them.
  (import "room" "memory" (memory 12))
  (global $lines i32 (i32.const 0x20000))
  (global $kindLines i32 (i32.const 5))
  ;; Flags of a list of lines.
  (global $beyondAscii i32 (i32.const 1))
  (global $announcesBody i32 (i32.const 2))
  (global $announcesNone i32 (i32.const 4))
  (global $mayBeBlanked i32 (i32.const 8))
  (global $out (mut i32) (i32.const 0))
  (global $count (mut i32) (i32.const 0))
  (global $flags (mut i32) (i32.const 0))
  (global $wide (mut i32) (i32.const 0))

  ;; The next byte that is no blank, comma or colon.
  (func $skipBlanks (param $at i32) (result i32)
    (local $byte i32)
    (loop $next
      (local.set $byte (i32.load8_u (local.get $at)))
      (if (i32.or
            (i32.or (i32.eq (local.get $byte) (i32.const 0x20)) (i32.lt_u (i32.sub (local.get $byte) (i32.const 9)) (i32.const 5)))
            (i32.or (i32.eq (local.get $byte) (i32.const 0x2c)) (i32.eq (local.get $byte) (i32.const 0x3a))))
        (then
          (local.set $at (i32.add (local.get $at) (i32.const 1)))
          (br $next))))
    (local.get $at))

  ;; Copies up to the first byte that is none of a name: a blank, a quote, a colon, a backslash, no ASCII. Gives its place.
  (func $copyName (param $at i32) (result i32)
    (local $bytes v128)
    (local $ends i32)
    (loop $next
      (local.set $bytes (v128.load (local.get $at)))
      (v128.store (global.get $out) (local.get $bytes))
      (local.set $ends (i8x16.bitmask (v128.or
        (i8x16.lt_s (local.get $bytes) (i8x16.splat (i32.const 0x23)))
        (v128.or
          (i8x16.eq (local.get $bytes) (i8x16.splat (i32.const 0x7f)))
          (v128.or
            (i8x16.eq (local.get $bytes) (i8x16.splat (i32.const 0x3a)))
            (i8x16.eq (local.get $bytes) (i8x16.splat (i32.const 0x5c))))))))
      (if (i32.eqz (local.get $ends))
        (then
          (local.set $at (i32.add (local.get $at) (i32.const 16)))
          (global.set $out (i32.add (global.get $out) (i32.const 16)))
          (br $next))))
    (global.set $out (i32.add (global.get $out) (i32.ctz (local.get $ends))))
    (i32.add (local.get $at) (i32.ctz (local.get $ends))))

  ;; Copies up to the first byte that is a quote, a backslash or a control character. Gives its place.
  (func $copyValue (param $at i32) (result i32)
    (local $bytes v128)
    (local $ends i32)
    (loop $next
      (local.set $bytes (v128.load (local.get $at)))
      (v128.store (global.get $out) (local.get $bytes))
      (local.set $ends (i8x16.bitmask (v128.or
        (i8x16.lt_u (local.get $bytes) (i8x16.splat (i32.const 0x20)))
        (v128.or
          (i8x16.eq (local.get $bytes) (i8x16.splat (i32.const 0x22)))
          (i8x16.eq (local.get $bytes) (i8x16.splat (i32.const 0x5c)))))))
      ;; Bytes behind the end count as well: then it is read as UTF-8, which gives the same.
      (global.set $wide (i32.or (global.get $wide) (i8x16.bitmask (local.get $bytes))))
      (if (i32.eqz (local.get $ends))
        (then
          (local.set $at (i32.add (local.get $at) (i32.const 16)))
          (global.set $out (i32.add (global.get $out) (i32.const 16)))
          (br $next))))
    (global.set $out (i32.add (global.get $out) (i32.ctz (local.get $ends))))
    (i32.add (local.get $at) (i32.ctz (local.get $ends))))

  ;; The same with \" \\ and \/ undone. Gives the place of the closing quote; 0 for another escape or a control character.
  (func $copyEscaped (param $at i32) (result i32)
    (local $byte i32)
    (loop $next
      (local.set $at (call $copyValue (local.get $at)))
      (local.set $byte (i32.load8_u (local.get $at)))
      (if (i32.eq (local.get $byte) (i32.const 0x22)) (then (return (local.get $at))))
      (if (i32.ne (local.get $byte) (i32.const 0x5c)) (then (return (i32.const 0))))
      (local.set $byte (i32.load8_u offset=1 (local.get $at)))
      (if (i32.and
            (i32.ne (local.get $byte) (i32.const 0x22))
            (i32.and (i32.ne (local.get $byte) (i32.const 0x5c)) (i32.ne (local.get $byte) (i32.const 0x2f))))
        (then (return (i32.const 0))))
      (i32.store8 (global.get $out) (local.get $byte))
      (global.set $out (i32.add (global.get $out) (i32.const 1)))
      (local.set $at (i32.add (local.get $at) (i32.const 2)))
      (br $next))
    (unreachable))

  ;; A blank, a control character or a byte beyond ASCII: not at the end of a value, where it might have to be cut.
  (func $isSoft (param $byte i32) (result i32)
    (i32.gt_u (i32.sub (local.get $byte) (i32.const 0x21)) (i32.const 0x5e)))

  ;; Eight bytes, with their letters in lower case.
  (func $lower (param $at i32) (result i64)
    (i64.or (i64.load (local.get $at)) (i64.const 0x2020202020202020)))

  (func $isContentLength (param $at i32) (result i32)
    (i32.and
      (i64.eq (call $lower (local.get $at)) (i64.const 0x2d746e65746e6f63))                                      ;; content-
      (i64.eq (call $lower (i32.add (local.get $at) (i32.const 6))) (i64.const 0x6874676e656c2d74))))            ;; t-length

  (func $isTransferEncoding (param $at i32) (result i32)
    (i32.and
      (i64.eq (call $lower (local.get $at)) (i64.const 0x726566736e617274))                                      ;; transfer
      (i32.and
        (i64.eq (call $lower (i32.add (local.get $at) (i32.const 8))) (i64.const 0x6e69646f636e652d))            ;; -encodin
        (i64.eq (call $lower (i32.add (local.get $at) (i32.const 9))) (i64.const 0x676e69646f636e65)))))         ;; encoding

  ;; Notes what a line says of the body, or that its value may have been blanked ("REDACTED").
  (func $note (param $nameAt i32) (param $valueAt i32)
    (local $nameLength i32)
    (local $valueLength i32)
    (local.set $nameLength (i32.sub (i32.sub (local.get $valueAt) (local.get $nameAt)) (i32.const 2)))
    (local.set $valueLength (i32.sub (global.get $out) (local.get $valueAt)))
    (if (i32.eq (local.get $nameLength) (i32.const 14))
      (then
        (if (call $isContentLength (local.get $nameAt))
          (then
            (call $flag (global.get $announcesBody))
            (if (i32.and
                  (i32.eq (local.get $valueLength) (i32.const 1))
                  (i32.eq (i32.load8_u (local.get $valueAt)) (i32.const 0x30)))
              (then (call $flag (global.get $announcesNone))))))))
    (if (i32.eq (local.get $nameLength) (i32.const 17))
      (then
        (if (call $isTransferEncoding (local.get $nameAt)) (then (call $flag (global.get $announcesBody))))))
    (if (i32.eq (local.get $valueLength) (i32.const 8))
      (then
        (if (i64.eq (i64.load (local.get $valueAt)) (i64.const 0x4445544341444552)) ;; REDACTED
          (then (call $flag (global.get $mayBeBlanked)))))))

  (func $flag (param $flag i32)
    (global.set $flags (i32.or (global.get $flags) (local.get $flag))))

  ;; Gives the place behind the quote with which the value of "name" begins, in the pair whose brace is at $at; 0 for none.
  (func $beginOfName (param $at i32) (result i32)
    (if (i32.and
          (i64.eq (i64.load (local.get $at)) (i64.const 0x3a22656d616e227b)) ;; {"name":
          (i32.eq (i32.load8_u offset=8 (local.get $at)) (i32.const 0x22)))
      (then (return (i32.add (local.get $at) (i32.const 9)))))
    (local.set $at (call $skipBlanks (i32.add (local.get $at) (i32.const 1))))
    (if (i64.ne (i64.and (i64.load (local.get $at)) (i64.const 0xffffffffffff)) (i64.const 0x22656d616e22)) ;; "name"
      (then (return (i32.const 0))))
    (call $behindQuote (call $skipBlanks (i32.add (local.get $at) (i32.const 6)))))

  ;; The same for "value", behind the closing quote of the name at $at.
  (func $beginOfValue (param $at i32) (result i32)
    (if (i32.and
          (i64.eq (i64.load (local.get $at)) (i64.const 0x65756c6176222c22)) ;; ","value
          (i32.eq
            (i32.and (i32.load offset=8 (local.get $at)) (i32.const 0xffffff))
            (i32.const 0x223a22))) ;; ":"
      (then (return (i32.add (local.get $at) (i32.const 11)))))
    (local.set $at (call $skipBlanks (i32.add (local.get $at) (i32.const 1))))
    (if (i64.ne (i64.and (i64.load (local.get $at)) (i64.const 0xffffffffffffff)) (i64.const 0x2265756c617622)) ;; "value"
      (then (return (i32.const 0))))
    (call $behindQuote (call $skipBlanks (i32.add (local.get $at) (i32.const 7)))))

  (func $behindQuote (param $at i32) (result i32)
    (select
      (i32.add (local.get $at) (i32.const 1))
      (i32.const 0)
      (i32.eq (i32.load8_u (local.get $at)) (i32.const 0x22))))

  ;; Copies the pair whose brace is at $at as one line. Gives the offset behind the pair; 0 for what is none.
  (func $copyPair (param $at i32) (result i32)
    (local $start i32)
    (local $nameAt i32)
    (local $valueAt i32)
    (local.set $start (global.get $out))
    (local.set $nameAt (local.tee $at (call $beginOfName (local.get $at))))
    (if (i32.eqz (local.get $at)) (then (return (i32.const 0))))
    (i32.store16 (local.get $start) (i32.const 0x0a0d))
    (global.set $out (i32.add (local.get $start) (i32.const 2)))
    (local.set $at (call $copyName (i32.add (local.get $at) (i32.eq (i32.load8_u (local.get $at)) (i32.const 0x3a)))))
    (if (i32.or
          (i32.ne (i32.load8_u (local.get $at)) (i32.const 0x22))
          (i32.ge_u (i32.sub (i32.sub (local.get $at) (local.get $nameAt)) (i32.const 1)) (i32.const 200)))
      (then (return (i32.const 0))))
    (i32.store16 (global.get $out) (i32.const 0x203a))
    (local.set $valueAt (i32.add (global.get $out) (i32.const 2)))
    (global.set $out (local.get $valueAt))
    (local.set $at (call $beginOfValue (local.get $at)))
    (if (i32.eqz (local.get $at)) (then (return (i32.const 0))))
    (local.set $at (call $copyEscaped (local.get $at)))
    (if (i32.eqz (local.get $at)) (then (return (i32.const 0))))
    (if (i32.ne (global.get $out) (local.get $valueAt))
      (then
        (if (i32.or
              (call $isSoft (i32.load8_u (local.get $valueAt)))
              (call $isSoft (i32.load8_u (i32.sub (global.get $out) (i32.const 1)))))
          (then (return (i32.const 0))))))
    (local.set $at (i32.add (local.get $at) (i32.const 1)))
    (if (i32.ne (i32.load8_u (local.get $at)) (i32.const 0x7d))
      (then
        (local.set $at (call $skipBlanks (local.get $at)))
        (if (i32.ne (i32.load8_u (local.get $at)) (i32.const 0x7d)) (then (return (i32.const 0))))))
    ;; The pseudo-headers of HTTP/2 are no header lines.
    (if (i32.eq (i32.load8_u (local.get $nameAt)) (i32.const 0x3a))
      (then (global.set $out (local.get $start)))
      (else
        (global.set $count (i32.add (global.get $count) (i32.const 1)))
        (call $note (i32.add (local.get $start) (i32.const 2)) (local.get $valueAt))))
    (i32.add (local.get $at) (i32.const 1)))

  ;; Copies the lines of the array whose bracket is at $at to $out, and tells of them in the slot: their kind, from where to
  ;; where they stand, and how many they are with their flags. Gives the offset behind the array. 0 for what is none, or where
  ;; a line of a request may have been blanked: nothing is told then.
  (func (export "copy") (param $at i32) (param $out i32) (param $slot i32) (param $isRequest i32) (result i32)
    (global.set $out (local.get $out))
    (global.set $count (i32.const 0))
    (global.set $flags (i32.const 0))
    (global.set $wide (i32.const 0))
    (local.set $at (call $skipBlanks (i32.add (local.get $at) (i32.const 1))))
    (block $end
      (loop $next
        (br_if $end (i32.ne (i32.load8_u (local.get $at)) (i32.const 0x7b)))
        (local.set $at (call $copyPair (local.get $at)))
        (if (i32.eqz (local.get $at)) (then (return (i32.const 0))))
        (if (i32.eq (i32.load16_u (local.get $at)) (i32.const 0x7b2c)) ;; ,{
          (then (local.set $at (i32.add (local.get $at) (i32.const 1))))
          (else (local.set $at (call $skipBlanks (local.get $at)))))
        (br $next)))
    (if (i32.ne (i32.load8_u (local.get $at)) (i32.const 0x5d)) (then (return (i32.const 0))))
    (if (i32.and (local.get $isRequest) (i32.ne (i32.and (global.get $flags) (global.get $mayBeBlanked)) (i32.const 0)))
      (then (return (i32.const 0))))
    (if (global.get $wide) (then (call $flag (global.get $beyondAscii))))
    (i32.store (local.get $slot) (global.get $kindLines))
    (i32.store offset=4 (local.get $slot) (i32.sub (local.get $out) (global.get $lines)))
    (i32.store offset=8 (local.get $slot) (i32.sub (global.get $out) (global.get $lines)))
    (i32.store offset=12 (local.get $slot) (i32.or (i32.shl (global.get $count) (i32.const 5)) (global.get $flags)))
    (i32.add (local.get $at) (i32.const 1))))
