/** What is wrong with captures, in Japanese, by the English sentence. */
export const captures: Readonly<Record<string, string>> = {
  'Cannot read "{1}": {2}': '"{1}" を読み取れません: {2}',
  'Cannot read capture "{1}": {2}': 'キャプチャ "{1}" を読み取れません: {2}',
  'Cannot read capture "{1}": {2}{3} {4}': 'キャプチャ "{1}" を読み取れません: {2}{3}{4}',
  'Cannot read capture "{1}": it cannot be unpacked. Copy the archive again, or unpack it yourself first.':
    'キャプチャ "{1}" を読み取れません: 展開できません。アーカイブをもう一度コピーするか、先に手動で展開してください。',
  '"{1}" is empty. Save the capture again, or paste the text into it.':
    '"{1}" は空です。キャプチャを保存し直すか、テキストを貼り付けてください。',
  '"{1}" is {2}, which is not read by this version. {3}': '"{1}" は{2}で、このバージョンでは読み取れません。{3}',
  '"{1}" is not a capture: it is neither text nor one of the formats that are read. Give a HAR, a SAZ of Fiddler, flows of mitmproxy, a NetLog, a .chlsj of Charles, a log of IIS or HttpProxy, pasted headers, or an access token.':
    '"{1}" はキャプチャではありません: テキストでも、対応している形式でもありません。HAR、Fiddler の SAZ、mitmproxy のフロー、NetLog、Charles の .chlsj、IIS または HttpProxy のログ、貼り付けたヘッダー、アクセス トークンのいずれかを指定してください。',
  'Cannot read capture "{1}": it looks like a Charles session, but has no complete request in it. Is the file cut short, or edited? Save it again: File > Export Session > JSON Session File, or HTTP Archive (.har).':
    'キャプチャ "{1}" を読み取れません: Charles のセッションのようですが、完全な要求が含まれていません。ファイルが途中で切れているか、編集されていませんか。File > Export Session > JSON Session File または HTTP Archive (.har) で保存し直してください。',
  'it exists already, and a capture is never overwritten. Give another name, or move that file away.':
    '既に存在します。キャプチャは上書きしません。別の名前を指定するか、そのファイルを移動してください。',
  'its folder does not exist. Make the folder, or give another path.':
    'フォルダーがありません。フォルダーを作成するか、別のパスを指定してください。',
  'a part of the path is not a folder. Give another path.':
    'パスの途中にフォルダーでないものがあります。別のパスを指定してください。',
  'it is a folder. Give the name of a file in it.': 'フォルダーです。その中のファイルの名前を指定してください。',
  'permission denied. Write to a folder of your own.':
    'アクセスが拒否されました。自分のフォルダーに書き込んでください。',
  'the disk is read-only. Write to another one.': 'ディスクが読み取り専用です。別のディスクに書き込んでください。',
  'the disk is full. What was captured before is kept.': 'ディスクがいっぱいです。それまでに取得した内容は残ります。',
  'writing failed ({1}).': '書き込みに失敗しました ({1})。',
  'Cannot write "{1}": {2}': '"{1}" に書き込めません: {2}',
  'it has no complete entry in log.entries.': 'log.entries に完全なエントリがありません。',
  'it looks like a HAR but has no log.entries, the list of what was captured.':
    'HAR のようですが、記録の一覧である log.entries がありません。',
  ' What begins at byte {1} of {2} is damaged or does not end.':
    '{2} バイト中 {1} バイト目から始まる部分が壊れているか、途中で切れています。',
  'Is the file cut short, or edited? Save it again: F12 > Network > Export HAR, or Fiddler > HTTPArchive v1.2.':
    'ファイルが途中で切れているか、編集されていませんか。F12 > ネットワーク > HAR のエクスポート、または Fiddler の HTTPArchive v1.2 で保存し直してください。',
  'it unpacks to more than {1} MiB. Unpack it yourself, or capture a shorter time.':
    '展開すると {1} MiB を超えます。手動で展開するか、より短い時間を記録してください。',
  'it is compressed (gzip or zlib) but damaged. Copy it again, or unpack it yourself first.':
    '圧縮 (gzip または zlib) されていますが、壊れています。もう一度コピーするか、先に手動で展開してください。',
  'The file name is empty. Give the path of a capture.': 'ファイル名が空です。キャプチャのパスを指定してください。',
  'Cannot read capture "{1}": it begins like a mitmproxy flow file, but holds no complete flow. Is it cut short? Save it again, or export a HAR with: mitmdump -nr FILE --set hardump=out.har':
    'キャプチャ "{1}" を読み取れません: mitmproxy のフロー ファイルのようですが、完全なフローが含まれていません。途中で切れていませんか。保存し直すか、HAR にエクスポートしてください: mitmdump -nr FILE --set hardump=out.har',
  'Cannot read capture "{1}": it looks like a NetLog, but its "constants", the names of all events, are missing or damaged. Is the file cut short, or edited? Save it again: edge://net-export.':
    'キャプチャ "{1}" を読み取れません: NetLog のようですが、イベント名の一覧である "constants" がないか、壊れています。ファイルが途中で切れているか、編集されていませんか。edge://net-export で保存し直してください。',
  'Cannot read capture "{1}": it is a NetLog without addresses and headers (HeavilyRedacted). Save it again with "Include cookies and credentials", and treat it as a secret.':
    'キャプチャ "{1}" を読み取れません: アドレスとヘッダーのない NetLog (HeavilyRedacted) です。"Include cookies and credentials" を選んで保存し直し、機密情報として扱ってください。',
  'A packet capture shows TLS only as ciphertext: capture with "hma-doctor proxy", or save a HAR from the browser or Fiddler.':
    'パケット キャプチャでは TLS の中身は見えません。"hma-doctor proxy" で記録するか、ブラウザーまたは Fiddler で HAR を保存してください。',
  'a packet capture (pcapng)': 'パケット キャプチャ (pcapng)',
  'a packet capture (pcap)': 'パケット キャプチャ (pcap)',
  'a Windows event log (EVTX)': 'Windows イベント ログ (EVTX)',
  'Copy the text of the event and give that.': 'イベントのテキストをコピーして指定してください。',
  'a ZIP archive': 'ZIP アーカイブ',
  'Unpack it and give the HAR or text file inside.': '展開して、中の HAR またはテキスト ファイルを指定してください。',
  'a Charles session in its own format': 'Charles 独自形式のセッション',
  'In Charles choose File > Export Session > JSON Session File (.chlsj) or HTTP Archive (.har).':
    'Charles で File > Export Session > JSON Session File (.chlsj) または HTTP Archive (.har) を選んでください。',
  'an XML "HAR" of an old browser': '古いブラウザーの XML 形式の "HAR"',
  'Save it as JSON HAR with a newer browser or Fiddler.':
    '新しいブラウザーまたは Fiddler で JSON 形式の HAR として保存してください。',
  'Cannot read capture "{1}": no request can be read in any of its sessions ({2}). Is the file damaged? Copy it again, or save it again: in Fiddler, File > Save > All Sessions.':
    'キャプチャ "{1}" を読み取れません: どのセッション ({2} 件) からも要求を読み取れません。ファイルが壊れていませんか。もう一度コピーするか、Fiddler の File > Save > All Sessions で保存し直してください。',
  'Cannot read "{1}": it is larger than {2}. Capture a shorter time, just around the failing sign-in.':
    '"{1}" を読み取れません: {2} を超えています。失敗するサインインの前後だけを記録してください。',
  'Cannot read "{1}" any more: it was closed. Look at bodies while the capture is open, or open it again.':
    '"{1}" は既に閉じられているため読み取れません。本文はキャプチャを開いている間に読み取るか、もう一度開いてください。',
  'there is no such file. Check the spelling and the folder you are in.':
    'ファイルが見つかりません。つづりと現在のフォルダーを確認してください。',
  'a part of the path is not a folder. Check the spelling.':
    'パスの途中にフォルダーでないものがあります。つづりを確認してください。',
  'the name is too long for a file. To read text, save it or pipe it in with "-".':
    'ファイル名が長すぎます。テキストを読み取るには、保存するか "-" でパイプしてください。',
  'it is a folder. Name the files in it.': 'フォルダーです。その中のファイルを指定してください。',
  'permission denied. Copy it to where you may read it, or ask its owner.':
    'アクセスが拒否されました。読み取れる場所にコピーするか、所有者に依頼してください。',
  'another program holds it open. Stop the capture there, then try again.':
    '別のプログラムが開いています。そちらの記録を停止してから、もう一度お試しください。',
  'reading it failed ({1}).': '読み取りに失敗しました ({1})。',
  'Cannot read capture "{1}": it is JSON, but neither a HAR (it has no log.entries) nor an error or a token\'s claims. Save a HAR: F12 > Network > Export HAR, or Fiddler > HTTPArchive v1.2.':
    'キャプチャ "{1}" を読み取れません: JSON ですが、HAR (log.entries がありません) でも、エラーやトークンの要求でもありません。F12 > ネットワーク > HAR のエクスポート、または Fiddler の HTTPArchive v1.2 で HAR を保存してください。',
  '"{1}" is empty. Paste the token into it.': '"{1}" は空です。トークンを貼り付けてください。',
  '"{1}" is encrypted, and no password was given. {2}':
    '"{1}" は暗号化されていますが、パスワードが指定されていません。{2}',
  'The password does not open "{1}". Check its spelling, capital letters and blanks. {2}':
    'このパスワードでは "{1}" を開けません。つづり、大文字と小文字、空白を確認してください。{2}',
  'Give the password with --password-file FILE or in the environment variable HMA_DOCTOR_SAZ_PASSWORD, or run the command on a terminal, where it is asked for.':
    'パスワードは --password-file FILE または環境変数 HMA_DOCTOR_SAZ_PASSWORD で指定するか、ターミナルで実行して入力してください。',
  'Cannot read capture "{1}": it is encrypted in a way that is not supported (neither ZipCrypto nor AES). Open it where it was saved, and save it again without a password or with AES.':
    'キャプチャ "{1}" を読み取れません: 対応していない方式 (ZipCrypto でも AES でもありません) で暗号化されています。保存したプログラムで開き、パスワードなし、または AES で保存し直してください。',
  'Cannot read capture "{1}": it begins like a ZIP archive, but no entry of it can be found. Is the file cut short? Copy it again.':
    'キャプチャ "{1}" を読み取れません: ZIP アーカイブのようですが、エントリが見つかりません。途中で切れていませんか。もう一度コピーしてください。',
  'There is no capture in the archive "{1}" ({2}). Unpack it, and name a file in it.':
    'アーカイブ "{1}" にキャプチャ ({2}) がありません。展開して、中のファイルを指定してください。',
  '"{1}" is a trace of Playwright, which is not read by this version. Record a HAR with its option recordHar.':
    '"{1}" は Playwright のトレースです。このバージョンでは読み取れません。オプション recordHar で HAR を記録してください。',
  'The archive "{1}" has more than {2} captures in it, of which the first are read. Split it to have all read.':
    'アーカイブ "{1}" には {2} 件を超えるキャプチャがあり、先頭から読み取ります。すべて読み取るには分割してください。',
  '"{1}" is not in "{2}" any more. Run again.': '"{1}" は "{2}" に既にありません。もう一度実行してください。',
  'No file matches "{1}". Check the pattern and the folder.':
    '"{1}" に一致するファイルがありません。パターンとフォルダーを確認してください。',
  'There is no capture in the folder "{1}" ({2}). Name a file to have it read whatever it is called.':
    'フォルダー "{1}" にキャプチャ ({2}) がありません。ファイルを直接指定すると、名前にかかわらず読み取ります。',
  'Cannot judge "{1}" beside the others: it needs more memory than one of several may have. Judge it alone, or capture a shorter time.':
    '"{1}" はほかと並行して診断するにはメモリが足りません。単独で診断するか、より短い時間を記録してください。',
};
