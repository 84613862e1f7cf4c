;; What the door asks of the bytes of a text: its keyed tag, whether there is anything in it to look for, and which header
;; lines of a head are known from earlier ones (by their tags, so that no line is kept).
(module
  ;; A head from 16 on, at most 16,000 bytes, zeros before and behind it; another text from 192 KiB and 16 on, at most 4,000
  ;; bytes, in the same way. From 16 KiB on come the places of lines that have to be looked at, 24 bytes each: the tag, where
  ;; the line begins and ends, the slot of what is known of it (-1 for nothing), and whether its name is known. From 31 KiB on
  ;; stand the key and a tag that was asked for; from 32 KiB on the table of what is known, 16 bytes a slot: tag, kind, and how
  ;; often it was written. From 64 KiB on come the ends of words, a byte for each three letters, first those of names; from
  ;; 128 KiB on the marks, a byte for each byte. From 208 KiB on come the tags of the last calm lines: most of these come only
  ;; once, and would take the table's places.
  (memory (export "memory") 4)
  (global $places i32 (i32.const 0x4000))
  (global $placesEnd i32 (i32.const 0x7000))
  (global $placeBytes i32 (i32.const 24))
  (global $key i32 (i32.const 0x7c00))
  (global $told i32 (i32.const 0x7c10))
  (global $table i32 (i32.const 0x8000))
  (global $lastSlot i32 (i32.const 0x7ff))
  (global $names i32 (i32.const 0x10000))
  (global $words i32 (i32.const 0x18000))
  (global $marks i32 (i32.const 0x20000))
  (global $calm i32 (i32.const 0x34000))
  (global $calmBytes i32 (i32.const 0x2000))
  (global $odd i32 (i32.const -1))

  ;; What is known of a line: that it stays. (Another kind: something is shown in place of it.)
  (global $stays i32 (i32.const 1))
  ;; What is known of a name is how long a run of letters and digits may be in a calm line, and this.
  (global $named i32 (i32.const 0x100))
  ;; Tags of names are told from tags of lines.
  (global $nameMark i64 (i64.const 0x5bd1e9955bd1e995))

  ;; Marks: those that matter here.
  (global $blank i32 (i32.const 1))
  (global $stop i32 (i32.const 2))
  (global $separator i32 (i32.const 3))
  (global $equals i32 (i32.const 4))
  (global $comma i32 (i32.const 5))
  (global $percent i32 (i32.const 6))
  (global $plus i32 (i32.const 7))
  (global $letterJ i32 (i32.const 8))
  (global $question i32 (i32.const 9))
  (global $at i32 (i32.const 10))
  (global $longRun i32 (i32.const 40))

  ;; SipHash-1-3 of the bytes from $at to before $end. After J.-P. Aumasson, D. J. Bernstein: SipHash: a fast short-input PRF.
  (func $tag (param $at i32) (param $end i32) (result i64)
    (local $v0 i64)
    (local $v1 i64)
    (local $v2 i64)
    (local $v3 i64)
    (local $word i64)
    (local $length i32)
    (local $last i32)  ;; where the last word begins, which may be empty
    (local $close i32) ;; behind it come three rounds more
    (local.set $v0 (i64.xor (i64.load (global.get $key)) (i64.const 0x736f6d6570736575)))
    (local.set $v1 (i64.xor (i64.load offset=8 (global.get $key)) (i64.const 0x646f72616e646f6d)))
    (local.set $v2 (i64.xor (i64.load (global.get $key)) (i64.const 0x6c7967656e657261)))
    (local.set $v3 (i64.xor (i64.load offset=8 (global.get $key)) (i64.const 0x7465646279746573)))
    (local.set $length (i32.sub (local.get $end) (local.get $at)))
    (local.set $last (i32.add (local.get $at) (i32.and (local.get $length) (i32.const -8))))
    (local.set $close (i32.add (local.get $last) (i32.const 8)))
    (loop $next
      (if (i32.lt_u (local.get $at) (local.get $last))
        (then (local.set $word (i64.load (local.get $at))))
        (else
          (local.set $word (i64.const 0))
          (if (i32.eq (local.get $at) (local.get $last))
            (then (local.set $word (call $lastWord (local.get $at) (local.get $length)))))
          (if (i32.eq (local.get $at) (local.get $close))
            (then (local.set $v2 (i64.xor (local.get $v2) (i64.const 0xff)))))))
      (local.set $v3 (i64.xor (local.get $v3) (local.get $word)))
      (local.set $v0 (i64.add (local.get $v0) (local.get $v1)))
      (local.set $v1 (i64.xor (i64.rotl (local.get $v1) (i64.const 13)) (local.get $v0)))
      (local.set $v0 (i64.rotl (local.get $v0) (i64.const 32)))
      (local.set $v2 (i64.add (local.get $v2) (local.get $v3)))
      (local.set $v3 (i64.xor (i64.rotl (local.get $v3) (i64.const 16)) (local.get $v2)))
      (local.set $v0 (i64.add (local.get $v0) (local.get $v3)))
      (local.set $v3 (i64.xor (i64.rotl (local.get $v3) (i64.const 21)) (local.get $v0)))
      (local.set $v2 (i64.add (local.get $v2) (local.get $v1)))
      (local.set $v1 (i64.xor (i64.rotl (local.get $v1) (i64.const 17)) (local.get $v2)))
      (local.set $v2 (i64.rotl (local.get $v2) (i64.const 32)))
      (local.set $v0 (i64.xor (local.get $v0) (local.get $word)))
      (br_if $next
        (i32.lt_u
          (local.tee $at (i32.add (local.get $at) (i32.const 8)))
          (i32.add (local.get $close) (i32.const 24)))))
    (i64.xor (i64.xor (local.get $v0) (local.get $v1)) (i64.xor (local.get $v2) (local.get $v3))))

  ;; The bytes that are left of so many, and how many they are.
  (func $lastWord (param $at i32) (param $length i32) (result i64)
    (local $bits i64)
    (local.set $bits (i64.extend_i32_u (i32.shl (i32.and (local.get $length) (i32.const 7)) (i32.const 3))))
    (i64.or
      (i64.and (i64.load (local.get $at)) (i64.sub (i64.shl (i64.const 1) (local.get $bits)) (i64.const 1)))
      (i64.shl (i64.extend_i32_u (local.get $length)) (i64.const 56))))

  (func (export "tag") (param $from i32) (param $end i32)
    (i64.store (global.get $told) (call $tag (local.get $from) (local.get $end))))

  ;; Whether there is certainly nothing in a text that a sweep would look for: see calm.ts.

  (func $markAt (param $at i32) (result i32)
    (i32.load8_u (i32.add (global.get $marks) (i32.load8_u (local.get $at)))))

  ;; Behind every text and every line stands a mark. (Looked up here, because a call for each byte takes as long again.)
  (func $nextMark (param $at i32) (result i32)
    (loop $next
      (if (i32.eqz (i32.load8_u (i32.add (global.get $marks) (i32.load8_u (local.get $at)))))
        (then
          (local.set $at (i32.add (local.get $at) (i32.const 1)))
          (br $next))))
    (local.get $at))

  ;; Is it one of these words that ends before $at? Five bits of each letter, whatever its case.
  (func $endsWord (param $words i32) (param $at i32) (result i32)
    (i32.load8_u (i32.add (local.get $words) (i32.or
      (i32.shl (i32.and (i32.load8_u (i32.sub (local.get $at) (i32.const 3))) (i32.const 31)) (i32.const 10))
      (i32.or
        (i32.shl (i32.and (i32.load8_u (i32.sub (local.get $at) (i32.const 2))) (i32.const 31)) (i32.const 5))
        (i32.and (i32.load8_u (i32.sub (local.get $at) (i32.const 1))) (i32.const 31)))))))

  ;; -u, -Password, --client-secret, /p:
  (func $isOption (param $at i32) (result i32)
    (local $sign i32)
    (local $letter i32)
    (local.set $sign (i32.load8_u (local.get $at)))
    (local.set $letter (i32.or (i32.load8_u offset=1 (local.get $at)) (i32.const 0x20)))
    (if (i32.eq (local.get $sign) (i32.const 0x2f)) ;; /
      (then (return (call $isOptionLetter (local.get $letter)))))
    (i32.and
      (i32.eq (local.get $sign) (i32.const 0x2d)) ;; -
      (i32.or
        (call $isOptionLetter (local.get $letter))
        (i32.or (i32.eq (local.get $letter) (i32.const 0x75)) (i32.eq (local.get $letter) (i32.const 0x2d)))))) ;; u -

  (func $isOptionLetter (param $letter i32) (result i32)
    (i32.or (i32.eq (local.get $letter) (i32.const 0x70)) (i32.eq (local.get $letter) (i32.const 0x63)))) ;; p c

  (func $isQuoteBefore (param $at i32) (result i32)
    (local $byte i32)
    (local.set $byte (i32.load8_u (i32.sub (local.get $at) (i32.const 1))))
    (i32.or (i32.eq (local.get $byte) (i32.const 0x22)) (i32.eq (local.get $byte) (i32.const 0x27))))

  (func $beforeBlank (param $at i32) (result i32)
    (i32.sub (local.get $at) (i32.eq (call $markAt (i32.sub (local.get $at) (i32.const 1))) (global.get $blank))))

  ;; name\" : value: what may stand between a name and its separator.
  (func $nameEnd (param $separator i32) (result i32)
    (local $at i32)
    (local.set $at (call $beforeBlank (local.get $separator)))
    (local.set $at (i32.sub (local.get $at) (call $isQuoteBefore (local.get $at))))
    (i32.sub (local.get $at) (i32.eq (i32.load8_u (i32.sub (local.get $at) (i32.const 1))) (i32.const 0x5c))))

  (func $isSuspicious (param $at i32) (param $mark i32) (result i32)
    (if (i32.eq (local.get $mark) (global.get $blank))
      (then (return (i32.or
        (call $endsWord (global.get $words) (local.get $at))
        (call $isOption (i32.add (local.get $at) (i32.const 1)))))))
    (if (i32.eq (local.get $mark) (global.get $stop)) ;; M.
      (then (return (i32.eq (i32.load8_u (i32.sub (local.get $at) (i32.const 1))) (i32.const 0x4d)))))
    (if (i32.or (i32.eq (local.get $mark) (global.get $separator)) (i32.eq (local.get $mark) (global.get $equals)))
      (then (return (call $endsWord (global.get $names) (call $nameEnd (local.get $at))))))
    (if (i32.eq (local.get $mark) (global.get $comma))
      (then (return (i32.and
        (call $isQuoteBefore (call $beforeBlank (local.get $at)))
        (call $endsWord (global.get $names) (call $nameEnd (local.get $at)))))))
    (if (i32.or (i32.eq (local.get $mark) (global.get $percent)) (i32.eq (local.get $mark) (global.get $plus)))
      (then (return (call $endsWord (global.get $words) (local.get $at)))))
    (i32.and ;; eyJ
      (i32.eq (local.get $mark) (global.get $letterJ))
      (i32.eq (i32.load16_u (i32.sub (local.get $at) (i32.const 2))) (i32.const 0x7965))))

  ;; A run of letters and digits so long that it may be a secret by its looks? Those have letters of both cases.
  (func $isSecretRun (param $at i32) (param $end i32) (param $run i32) (result i32)
    (local $byte i32)
    (local $cases i32)
    (if (i32.lt_u (i32.sub (local.get $end) (local.get $at)) (local.get $run)) (then (return (i32.const 0))))
    (if (i32.lt_u (local.get $run) (global.get $longRun)) (then (return (i32.const 1))))
    (loop $next
      (local.set $byte (i32.load8_u (local.get $at)))
      (if (i32.lt_u (i32.sub (local.get $byte) (i32.const 0x61)) (i32.const 26))
        (then (local.set $cases (i32.or (local.get $cases) (i32.const 1)))))
      (if (i32.lt_u (i32.sub (local.get $byte) (i32.const 0x41)) (i32.const 26))
        (then (local.set $cases (i32.or (local.get $cases) (i32.const 2)))))
      (br_if $next (i32.lt_u (local.tee $at (i32.add (local.get $at) (i32.const 1))) (local.get $end))))
    (i32.eq (local.get $cases) (i32.const 3)))

  ;; Does "://" stand there?
  (func $hasScheme (param $at i32) (param $end i32) (result i32)
    (loop $next
      (if (i32.lt_u (i32.add (local.get $at) (i32.const 2)) (local.get $end))
        (then
          (if (i32.eq (i32.and (i32.load (local.get $at)) (i32.const 0xffffff)) (i32.const 0x2f2f3a))
            (then (return (i32.const 1))))
          (local.set $at (i32.add (local.get $at) (i32.const 1)))
          (br $next))))
    (i32.const 0))

  (func $hasSeen (param $seen i32) (param $mark i32) (result i32)
    (i32.and (i32.shr_u (local.get $seen) (local.get $mark)) (i32.const 1)))

  ;; Is the text from $from to before $end calm, at which a mark stands? From $run on a run has to be looked at.
  (func $isCalm (export "isCalm") (param $from i32) (param $end i32) (param $run i32) (result i32)
    (local $at i32)
    (local $mark i32)
    (local $seen i32)
    (local $runAt i32)
    (if (call $isOption (local.get $from)) (then (return (i32.const 0))))
    (local.set $runAt (local.get $from))
    (local.set $at (call $nextMark (local.get $from)))
    (loop $next
      (if (i32.lt_u (local.get $at) (local.get $end))
        (then
          (local.set $mark (call $markAt (local.get $at)))
          (if (call $isSuspicious (local.get $at) (local.get $mark)) (then (return (i32.const 0))))
          (local.set $seen (i32.or (local.get $seen) (i32.shl (i32.const 1) (local.get $mark))))
          ;; These stand inside of runs.
          (if (i32.and (i32.ne (local.get $mark) (global.get $plus)) (i32.ne (local.get $mark) (global.get $letterJ)))
            (then
              (if (call $isSecretRun (local.get $runAt) (local.get $at) (local.get $run)) (then (return (i32.const 0))))
              (local.set $runAt (i32.add (local.get $at) (i32.const 1)))))
          (local.set $at (call $nextMark (i32.add (local.get $at) (i32.const 1))))
          (br $next))))
    (if (call $isSecretRun (local.get $runAt) (local.get $end) (local.get $run)) (then (return (i32.const 0))))
    ;; Parameters, and user information in an address.
    (if (i32.and (call $hasSeen (local.get $seen) (global.get $question)) (call $hasSeen (local.get $seen) (global.get $equals)))
      (then (return (i32.const 0))))
    (if (call $hasSeen (local.get $seen) (global.get $at))
      (then (return (i32.eqz (call $hasScheme (local.get $from) (local.get $end))))))
    (i32.const 1))

  ;; The table: what is known by a tag stands in one of two slots beside each other.

  (func $slotOf (param $tag i64) (result i32)
    (i32.add (global.get $table) (i32.shl (i32.and (i32.wrap_i64 (local.get $tag)) (global.get $lastSlot)) (i32.const 4))))

  ;; Where it stands; 0 for what is not known.
  (func $find (param $tag i64) (result i32)
    (local $at i32)
    (local.set $at (call $slotOf (local.get $tag)))
    (if (i64.eq (i64.load (local.get $at)) (local.get $tag)) (then (return (local.get $at))))
    (local.set $at (i32.xor (local.get $at) (i32.const 16)))
    (select (local.get $at) (i32.const 0) (i64.eq (i64.load (local.get $at)) (local.get $tag))))

  ;; In the slot of the two that was written less often. Gives the slot.
  (func $keep (param $tag i64) (param $kind i32) (result i32)
    (local $at i32)
    (local.set $at (call $slotOf (local.get $tag)))
    (if (i32.gt_u (i32.load offset=12 (local.get $at)) (i32.load offset=12 (i32.xor (local.get $at) (i32.const 16))))
      (then (local.set $at (i32.xor (local.get $at) (i32.const 16)))))
    (i64.store (local.get $at) (local.get $tag))
    (i32.store offset=8 (local.get $at) (local.get $kind))
    (i32.store offset=12 (local.get $at) (i32.add (i32.load offset=12 (local.get $at)) (i32.const 1)))
    (i32.shr_u (i32.sub (local.get $at) (global.get $table)) (i32.const 4)))

  ;; Heads.

  ;; The next control character but for a tab; behind the head stands one.
  (func $lineEnd (param $at i32) (result i32)
    (local $bytes v128)
    (local $ends i32)
    (loop $next
      (local.set $bytes (v128.load (local.get $at)))
      (local.set $ends (i8x16.bitmask (v128.andnot
        (i8x16.lt_u (local.get $bytes) (i8x16.splat (i32.const 0x20)))
        (i8x16.eq (local.get $bytes) (i8x16.splat (i32.const 0x09))))))
      (if (i32.eqz (local.get $ends))
        (then
          (local.set $at (i32.add (local.get $at) (i32.const 16)))
          (br $next))))
    (i32.add (local.get $at) (i32.ctz (local.get $ends))))

  ;; Does a line break stand here that no blank follows, which would fold the next line to this one?
  (func $isBreak (param $at i32) (result i32)
    (local $behind i32)
    (local.set $behind (i32.load8_u offset=2 (local.get $at)))
    (i32.and
      (i32.eq (i32.load16_u (local.get $at)) (i32.const 0x0a0d))
      (i32.and (i32.ne (local.get $behind) (i32.const 0x20)) (i32.ne (local.get $behind) (i32.const 0x09)))))

  ;; The colon of the line that begins here; its end where it has none.
  (func $colon (param $at i32) (param $end i32) (result i32)
    (local $colons i32)
    (loop $next
      (if (i32.ge_u (local.get $at) (local.get $end)) (then (return (local.get $end))))
      (local.set $colons (i8x16.bitmask (i8x16.eq (v128.load (local.get $at)) (i8x16.splat (i32.const 0x3a)))))
      (if (i32.eqz (local.get $colons))
        (then
          (local.set $at (i32.add (local.get $at) (i32.const 16)))
          (br $next))))
    (local.set $at (i32.add (local.get $at) (i32.ctz (local.get $colons))))
    (select (local.get $at) (local.get $end) (i32.lt_u (local.get $at) (local.get $end))))

  (func $nameTag (param $at i32) (param $colon i32) (result i64)
    (i64.xor (call $tag (local.get $at) (local.get $colon)) (global.get $nameMark)))

  ;; Learns how long a run may be in a calm line with the name of this place, the first being 0; 0 where none is calm.
  (func (export "learnName") (param $place i32) (param $run i32)
    (local $at i32)
    (local $from i32)
    (local.set $at (call $placeAt (local.get $place)))
    (local.set $from (i32.load offset=8 (local.get $at)))
    (drop (call $keep
      (call $nameTag (local.get $from) (call $colon (local.get $from) (i32.load offset=12 (local.get $at))))
      (i32.or (global.get $named) (local.get $run)))))

  ;; Learns what is to be known of the line of this place. Gives its slot.
  (func (export "learnLine") (param $place i32) (param $kind i32) (result i32)
    (call $keep (i64.load (call $placeAt (local.get $place))) (local.get $kind)))

  (func $placeAt (param $place i32) (result i32)
    (i32.add (global.get $places) (i32.mul (local.get $place) (global.get $placeBytes))))

  ;; Where the tag stands of a line that was calm, if it was one of the last.
  (func $calmSlot (param $tag i64) (result i32)
    (i32.add
      (global.get $calm)
      (i32.and (i32.wrap_i64 (i64.shr_u (local.get $tag) (i64.const 32))) (i32.sub (global.get $calmBytes) (i32.const 8)))))

  ;; Looks at the line from $from to before $end, and notes it at $place if it has to be looked at. Gives the next place.
  (func $scanLine (param $from i32) (param $end i32) (param $place i32) (result i32)
    (local $tag i64)
    (local $known i32)
    (local $colon i32)
    (local $name i32)
    (local.set $tag (call $tag (local.get $from) (local.get $end)))
    (local.set $known (call $find (local.get $tag)))
    (if (i32.eq (i32.load offset=8 (local.get $known)) (global.get $stays)) (then (return (local.get $place))))
    (if (i32.eqz (local.get $known))
      (then
        (if (i64.eq (i64.load (call $calmSlot (local.get $tag))) (local.get $tag)) (then (return (local.get $place))))
        (local.set $colon (call $colon (local.get $from) (local.get $end)))
        (local.set $name (call $find (call $nameTag (local.get $from) (local.get $colon))))
        (if (i32.and (i32.load offset=8 (local.get $name)) (i32.const 0xff))
          (then
            (if (call $isCalm
                  (i32.add (local.get $colon) (i32.const 1))
                  (local.get $end)
                  (i32.and (i32.load offset=8 (local.get $name)) (i32.const 0xff)))
              (then
                (i64.store (call $calmSlot (local.get $tag)) (local.get $tag))
                (return (local.get $place))))))))
    (i64.store (local.get $place) (local.get $tag))
    (i32.store offset=8 (local.get $place) (local.get $from))
    (i32.store offset=12 (local.get $place) (local.get $end))
    (i32.store offset=16 (local.get $place)
      (select
        (i32.shr_u (i32.sub (local.get $known) (global.get $table)) (i32.const 4))
        (i32.const -1)
        (local.get $known)))
    (i32.store offset=20 (local.get $place) (i32.ne (local.get $name) (i32.const 0)))
    (i32.add (local.get $place) (global.get $placeBytes)))

  ;; Looks at the header lines between two places, each with CRLF before it. Gives how many have to be looked at; -1 where one
  ;; has to be seen with its neighbours (folds, a bare CR or LF), or has other control characters, or they are too many.
  (func (export "scan") (param $at i32) (param $end i32) (result i32)
    (local $from i32)
    (local $place i32)
    (local.set $place (global.get $places))
    (loop $next
      (if (i32.lt_u (local.get $at) (local.get $end))
        (then
          (if (i32.eqz (call $isBreak (local.get $at))) (then (return (global.get $odd))))
          (if (i32.eq (local.get $place) (global.get $placesEnd)) (then (return (global.get $odd))))
          (local.set $from (i32.add (local.get $at) (i32.const 2)))
          (local.set $at (call $lineEnd (local.get $from)))
          (if (i32.ne (local.get $at) (local.get $from))
            (then (local.set $place (call $scanLine (local.get $from) (local.get $at) (local.get $place)))))
          (br $next))))
    (if (i32.ne (local.get $at) (local.get $end)) (then (return (global.get $odd))))
    (i32.div_u (i32.sub (local.get $place) (global.get $places)) (global.get $placeBytes))))
