import json, resource, sys, time, zipfile

begun = time.perf_counter()
count = 0
with zipfile.ZipFile(sys.argv[1]) as archive:
    for info in archive.infolist():
        archive.read(info)
        count += 1
ms = (time.perf_counter() - begun) * 1000
rss = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps({"ms": ms, "rss": rss, "count": count}))
