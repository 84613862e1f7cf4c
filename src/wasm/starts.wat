;; Writes the start lines of usual messages before their header lines, so that a head stands there in one piece.
(module
  ;; What entry.wat told of, and the lines: see room.ts.
  (import "room" "memory" (memory 12))
  (global $told i32 (i32.const 0x1000))
  (global $terms i32 (i32.const 0x2000))
  (global $lines i32 (i32.const 0x20000))
  (global $window i32 (i32.const 0x70000))

  ;; Slots, see entry.wat.
  (global $method i32 (i32.const 7))
  (global $url i32 (i32.const 8))
  (global $version i32 (i32.const 9))
  (global $headers i32 (i32.const 10))
  (global $status i32 (i32.const 16))
  (global $reason i32 (i32.const 17))
  (global $responseVersion i32 (i32.const 18))
  (global $responseHeaders i32 (i32.const 19))

  ;; In what way a value is told of.
  (global $asString i32 (i32.const 1))
  (global $asNumber i32 (i32.const 3))
  (global $asTerm i32 (i32.const 4))
  (global $asLines i32 (i32.const 5))

  ;; So much room is before the lines of a message. Where a start line was written there, the lines have this flag.
  (global $startRoom i32 (i32.const 0x800))
  (global $hasStart i32 (i32.const 16))

  ;; Where what is told of a slot stands.
  (func $slotAt (param $slot i32) (result i32)
    (i32.add (global.get $told) (i32.shl (local.get $slot) (i32.const 4))))

  ;; The term that the slot tells of; 0 for anything else, and where it has a blank at its ends.
  (func $termAt (param $slot i32) (result i32)
    (local $term i32)
    (if (i32.ne (i32.load (call $slotAt (local.get $slot))) (global.get $asTerm)) (then (return (i32.const 0))))
    (local.set $term
      (i32.add (global.get $terms) (i32.shl (i32.load offset=4 (call $slotAt (local.get $slot))) (i32.const 5))))
    (select
      (i32.const 0)
      (local.get $term)
      (i32.or
        (i32.eq (i32.load8_u (local.get $term)) (i32.const 0x20))
        (i32.eq
          (i32.load8_u
            (i32.sub (i32.add (local.get $term) (i32.load8_u offset=31 (local.get $term))) (i32.const 1)))
          (i32.const 0x20)))))

  ;; Is the version that the slot tells of shown as HTTP/1.1? So are all but 1.0, and a missing one.
  (func $isHttp11 (param $slot i32) (result i32)
    (local $term i32)
    (if (i32.eqz (i32.load (call $slotAt (local.get $slot)))) (then (return (i32.const 1))))
    (local.set $term (call $termAt (local.get $slot)))
    (if (i32.eqz (local.get $term)) (then (return (i32.const 0))))
    (i64.ne
      (i64.or (i64.load (local.get $term)) (i64.const 0x2020202020202020))
      (i64.const 0x302e312f70747468))) ;; http/1.0, in lower case

  ;; Where the path of the URL between the two places begins; 0 where it has a blank, a fragment or no path, or is none.
  (func $pathOf (param $at i32) (param $to i32) (result i32)
    (local $path i32)
    (local $byte i32)
    (if (i64.eq (i64.load (local.get $at)) (i64.const 0x2f2f3a7370747468)) ;; https://
      (then (local.set $at (i32.add (local.get $at) (i32.const 8))))
      (else
        (if (i64.ne
              (i64.and (i64.load (local.get $at)) (i64.const 0xffffffffffffff))
              (i64.const 0x2f2f3a70747468)) ;; http://
          (then (return (i32.const 0))))
        (local.set $at (i32.add (local.get $at) (i32.const 7)))))
    (loop $next
      (if (i32.lt_u (local.get $at) (local.get $to))
        (then
          (local.set $byte (i32.load8_u (local.get $at)))
          (if (i32.or
                (i32.or (i32.eq (local.get $byte) (i32.const 0x20)) (i32.eq (local.get $byte) (i32.const 0x23)))
                (i32.and (i32.eqz (local.get $path)) (i32.eq (local.get $byte) (i32.const 0x3f))))
            (then (return (i32.const 0))))
          (if (i32.and (i32.eqz (local.get $path)) (i32.eq (local.get $byte) (i32.const 0x2f)))
            (then (local.set $path (local.get $at))))
          (local.set $at (i32.add (local.get $at) (i32.const 1)))
          (br $next))))
    (local.get $path))

  ;; Makes room for a start line before the lines that the slot tells of. Gives its place; 0 where there are none, or it is
  ;; too long.
  (func $startBefore (param $slot i32) (param $length i32) (result i32)
    (local $from i32)
    (if (i32.or
          (i32.ne (i32.load (call $slotAt (local.get $slot))) (global.get $asLines))
          (i32.gt_u (local.get $length) (global.get $startRoom)))
      (then (return (i32.const 0))))
    (local.set $slot (call $slotAt (local.get $slot)))
    (local.set $from (i32.sub (i32.load offset=4 (local.get $slot)) (local.get $length)))
    (i32.store offset=4 (local.get $slot) (local.get $from))
    (i32.store offset=12 (local.get $slot) (i32.or (i32.load offset=12 (local.get $slot)) (global.get $hasStart)))
    (i32.add (global.get $lines) (local.get $from)))

  ;; Writes the start line of a usual request: a GET or POST of a URL with a path.
  (func $startRequest
    (local $method i32)
    (local $length i32)
    (local $to i32)
    (local $path i32)
    (local $start i32)
    (local.set $method (call $termAt (global.get $method)))
    (if (i32.eqz (local.get $method)) (then (return)))
    (local.set $length (i32.load8_u offset=31 (local.get $method)))
    (if (i32.and
          (i32.ne (i32.load (local.get $method)) (i32.const 0x544547)) ;; GET
          (i32.ne (i32.load (local.get $method)) (i32.const 0x54534f50))) ;; POST
      (then (return)))
    (if (i32.gt_u (local.get $length) (i32.const 4)) (then (return)))
    (if (i32.eqz (call $isHttp11 (global.get $version))) (then (return)))
    (if (i32.ne (i32.load (call $slotAt (global.get $url))) (global.get $asString)) (then (return)))
    (local.set $to (i32.add (global.get $window) (i32.load offset=8 (call $slotAt (global.get $url)))))
    (local.set $path
      (call $pathOf (i32.add (global.get $window) (i32.load offset=4 (call $slotAt (global.get $url)))) (local.get $to)))
    (if (i32.eqz (local.get $path)) (then (return)))
    (local.set $start
      (call $startBefore
        (global.get $headers)
        (i32.add (local.get $length) (i32.add (i32.sub (local.get $to) (local.get $path)) (i32.const 10)))))
    (if (i32.eqz (local.get $start)) (then (return)))
    (i32.store (local.get $start) (i32.load (local.get $method)))
    (local.set $start (i32.add (local.get $start) (local.get $length)))
    (i32.store8 (local.get $start) (i32.const 0x20))
    (local.set $start (i32.add (local.get $start) (i32.const 1)))
    (memory.copy (local.get $start) (local.get $path) (i32.sub (local.get $to) (local.get $path)))
    (local.set $start (i32.add (local.get $start) (i32.sub (local.get $to) (local.get $path))))
    (i64.store (local.get $start) (i64.const 0x2e312f5054544820)) ;; HTTP/1. behind a blank
    (i32.store8 offset=8 (local.get $start) (i32.const 0x31)))

  ;; Writes the start line of a usual response: a status of three digits, and a reason or none.
  (func $startResponse
    (local $status i32)
    (local $reason i32)
    (local $length i32)
    (local $start i32)
    (local.set $status (i32.load offset=4 (call $slotAt (global.get $status))))
    (if (i32.or
          (i32.ne (i32.load (call $slotAt (global.get $status))) (global.get $asNumber))
          (i32.gt_u (i32.sub (local.get $status) (i32.const 100)) (i32.const 899)))
      (then (return)))
    (if (i32.eqz (call $isHttp11 (global.get $responseVersion))) (then (return)))
    (if (call $isThere (global.get $reason))
      (then
        (local.set $reason (call $termAt (global.get $reason)))
        (if (i32.eqz (local.get $reason)) (then (return)))
        (local.set $length (i32.add (i32.load8_u offset=31 (local.get $reason)) (i32.const 1)))))
    (local.set $start (call $startBefore (global.get $responseHeaders) (i32.add (local.get $length) (i32.const 12))))
    (if (i32.eqz (local.get $start)) (then (return)))
    (i64.store (local.get $start) (i64.const 0x312e312f50545448)) ;; HTTP/1.1
    (i32.store8 offset=8 (local.get $start) (i32.const 0x20))
    (i32.store8 offset=9 (local.get $start)
      (i32.add (i32.const 0x30) (i32.div_u (local.get $status) (i32.const 100))))
    (i32.store8 offset=10 (local.get $start)
      (i32.add (i32.const 0x30) (i32.rem_u (i32.div_u (local.get $status) (i32.const 10)) (i32.const 10))))
    (i32.store8 offset=11 (local.get $start)
      (i32.add (i32.const 0x30) (i32.rem_u (local.get $status) (i32.const 10))))
    (if (local.get $reason)
      (then
        (i32.store8 offset=12 (local.get $start) (i32.const 0x20))
        (memory.copy
          (i32.add (local.get $start) (i32.const 13))
          (local.get $reason)
          (i32.sub (local.get $length) (i32.const 1))))))

  ;; Does the slot tell of anything but an empty string?
  (func $isThere (param $slot i32) (result i32)
    (local.set $slot (call $slotAt (local.get $slot)))
    (if (i32.eq (i32.load (local.get $slot)) (global.get $asString))
      (then
        (return (i32.ne (i32.load offset=4 (local.get $slot)) (i32.load offset=8 (local.get $slot))))))
    (i32.ne (i32.load (local.get $slot)) (i32.const 0)))

  ;; For the entry that was walked last.
  (func (export "write")
    (call $startRequest)
    (call $startResponse)))
