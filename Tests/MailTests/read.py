"""Prints what Python's email package finds in the messages of the files named, a JSON object a line."""
import email, email.policy, hashlib, json, sys

for path in sys.argv[1:]:
    data = open(path, "rb").read()
    message = email.message_from_bytes(data, policy=email.policy.default)
    body = message.get_body(("plain",))
    print(json.dumps({
        "subject": message["Subject"], "from": message["From"].addresses[0].addr_spec,
        "sender": message["From"].addresses[0].display_name, "to": [a.addr_spec for a in message["To"].addresses],
        "replyTo": message["Reply-To"] and str(message["Reply-To"]), "id": message["Message-ID"].strip(),
        "date": message["Date"].datetime.isoformat(), "auto": message["Auto-Submitted"],
        "headers": [name for name in message.keys()], "body": body.get_content(),
        "attachments": [{"name": part.get_filename(), "type": part.get_content_type(),
                         "sha256": hashlib.sha256(part.get_content() if isinstance(part.get_content(), bytes)
                                                  else part.get_payload(decode=True)).hexdigest()}
                        for part in message.iter_attachments()],
        "longest": max(len(line) for line in data.split(b"\r\n")),
        "bare": data.replace(b"\r\n", b"").count(b"\n") + data.replace(b"\r\n", b"").count(b"\r"),
        "defects": [str(d) for part in message.walk() for d in part.defects]
                   + [str(d) for value in message.values() for d in value.defects]}))
