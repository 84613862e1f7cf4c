;; Which quotes of a JSON text begin or end a string: all but those behind an odd number of backslashes.
;; After G. Langdale, D. Lemire: Parsing gigabytes of JSON per second, §3.1.1.
(module
  ;; The text from $window on, filled up with zeros to 64 bytes; from $marks on one bit for each of its bytes (see room.ts).
  (import "room" "memory" (memory 12))
  (global $marks i32 (i32.const 0x10000))
  (global $window i32 (i32.const 0x70000))

  ;; Marks the quotes of the first $length bytes, 64 at a time. As if the byte before them were no backslash. (The bits are
  ;; made in place: to call for them takes twice the time.)
  (func (export "mark") (param $length i32)
    (local $at i32)
    (local $end i32)
    (local $out i32)
    (local $slash v128)
    (local $quote v128)
    (local $open i64)     ;; 1 where the last byte was a backslash that takes the next one with it
    (local $slashes i64)
    (local $behind i64)   ;; what stands behind a backslash
    (local $runs i64)     ;; the backslashes of runs that begin at an odd place, moved to their ends
    (local $taken i64)    ;; what a backslash takes with it
    (local.set $at (global.get $window))
    (local.set $end (i32.add (global.get $window) (local.get $length)))
    (local.set $out (global.get $marks))
    (local.set $slash (i8x16.splat (i32.const 0x5c)))
    (local.set $quote (i8x16.splat (i32.const 0x22)))
    (loop $next
      (local.set $slashes
        (i64.or
          (i64.or
            (i64.extend_i32_u (i8x16.bitmask (i8x16.eq (v128.load offset=0 (local.get $at)) (local.get $slash))))
            (i64.shl
              (i64.extend_i32_u (i8x16.bitmask (i8x16.eq (v128.load offset=16 (local.get $at)) (local.get $slash))))
              (i64.const 16)))
          (i64.or
            (i64.shl
              (i64.extend_i32_u (i8x16.bitmask (i8x16.eq (v128.load offset=32 (local.get $at)) (local.get $slash))))
              (i64.const 32))
            (i64.shl
              (i64.extend_i32_u (i8x16.bitmask (i8x16.eq (v128.load offset=48 (local.get $at)) (local.get $slash))))
              (i64.const 48)))))
      (if (i64.eqz (local.get $slashes))
        (then
          (local.set $taken (local.get $open))
          (local.set $open (i64.const 0)))
        (else
          (local.set $slashes (i64.and (local.get $slashes) (i64.xor (local.get $open) (i64.const -1))))
          (local.set $behind (i64.or (i64.shl (local.get $slashes) (i64.const 1)) (local.get $open)))
          (local.set $runs
            (i64.add
              (local.get $slashes)
              (i64.and
                (local.get $slashes)
                (i64.xor (i64.or (local.get $behind) (i64.const 0x5555555555555555)) (i64.const -1)))))
          (local.set $open (i64.extend_i32_u (i64.lt_u (local.get $runs) (local.get $slashes))))
          (local.set $taken
            (i64.and
              (local.get $behind)
              (i64.xor (i64.shl (local.get $runs) (i64.const 1)) (i64.const 0x5555555555555555))))))
      (i64.store
        (local.get $out)
        (i64.and
          (i64.or
            (i64.or
              (i64.extend_i32_u (i8x16.bitmask (i8x16.eq (v128.load offset=0 (local.get $at)) (local.get $quote))))
              (i64.shl
                (i64.extend_i32_u (i8x16.bitmask (i8x16.eq (v128.load offset=16 (local.get $at)) (local.get $quote))))
                (i64.const 16)))
            (i64.or
              (i64.shl
                (i64.extend_i32_u (i8x16.bitmask (i8x16.eq (v128.load offset=32 (local.get $at)) (local.get $quote))))
                (i64.const 32))
              (i64.shl
                (i64.extend_i32_u (i8x16.bitmask (i8x16.eq (v128.load offset=48 (local.get $at)) (local.get $quote))))
                (i64.const 48))))
          (i64.xor (local.get $taken) (i64.const -1))))
      (local.set $out (i32.add (local.get $out) (i32.const 8)))
      (br_if $next
        (i32.lt_u (local.tee $at (i32.add (local.get $at) (i32.const 64))) (local.get $end))))
    ;; Behind them is none: who stands at the end looks there.
    (i64.store (local.get $out) (i64.const 0))))
