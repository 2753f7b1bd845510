"""A mail server for tests: keeps what it gets as files, and misbehaves for recipients by their names.

    server.py FOLDER [--tls | --starttls] [--cert FILE --key FILE] [--user NAME --password TEXT] [--at-most N]

nobody…@ is refused with 550, policy…@ with 550 5.7.1, later…@ with 451, full…@ with 552 after the message; for drop…@ the connection
ends within the message, for lost…@ after it, the first time, without an answer; slow…@ is answered after a second.
Writes FOLDER/port when it listens, FOLDER/NNN.eml and NNN.json for each message, a line in FOLDER/connections for each connection.
"""
import argparse, asyncio, json, os, ssl
from aiosmtpd.smtp import SMTP, AuthResult

parser = argparse.ArgumentParser()
parser.add_argument("folder")
for name in ("--tls", "--starttls"): parser.add_argument(name, action="store_true")
for name in ("--cert", "--key", "--user", "--password"): parser.add_argument(name)
parser.add_argument("--at-most", type=int, default=0)
given = parser.parse_args()
lost = set()


class Keeper:
    count = 0

    async def handle_MAIL(self, server, session, envelope, address, options):
        server.mails = getattr(server, "mails", 0) + 1
        if given.at_most and server.mails > given.at_most:
            await server.push("421 4.7.0 too many mails in one connection")
            server.transport.close()
            return "421 bye"
        if address.startswith("stranger"):
            return "550 5.1.8 <%s> sender refused" % address
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):
        for start, answer in (("nobody", "550 5.1.1 <%s>: no such user"), ("later", "451 4.7.1 %s: try later"),
                              ("policy", "550 5.7.1 %s: relaying denied")):
            if address.startswith(start):
                return answer % address
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        to = envelope.rcpt_tos[0]
        if to.startswith("full"):
            return "552 5.2.2 mailbox full"
        if to.startswith("slow"):
            await asyncio.sleep(1)
        Keeper.count += 1
        name = "%s/%03d" % (given.folder, Keeper.count)
        about = {"from": envelope.mail_from, "to": envelope.rcpt_tos, "options": envelope.mail_options,
                 "tls": session.ssl is not None or given.tls, "user": bool(session.authenticated), "helo": session.host_name}
        with open(name + ".json", "w") as file:
            json.dump(about, file)
        with open(name + ".part", "wb") as file:
            file.write(envelope.original_content)
        os.rename(name + ".part", name + ".eml")
        if to.startswith("lost") and to not in lost:
            lost.add(to)
            server.transport.abort()
            return "250 nobody hears this"
        return "250 OK"


class Server(SMTP):
    def connection_made(self, transport):
        with open(given.folder + "/connections", "a") as file:
            file.write("connection\n")
        super().connection_made(transport)

    async def smtp_DATA(self, arg):
        if any(to.startswith("drop") for to in self.envelope.rcpt_tos):
            await self.push("354 go on")
            await self._reader.readline()
            self.transport.abort()
            return
        await super().smtp_DATA(arg)


def authenticate(server, session, envelope, mechanism, data):
    right = data.login == given.user.encode() and data.password == given.password.encode()
    return AuthResult(success=right, handled=False)


def make():
    settings = {"hostname": "mail.test", "data_size_limit": 100_000_000}
    if given.user:
        settings |= {"authenticator": authenticate, "auth_required": True, "auth_require_tls": bool(given.starttls)}
    if given.starttls:
        settings |= {"tls_context": context, "require_starttls": True}
    return Server(Keeper(), **settings)


context = None
if given.cert:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(given.cert, given.key)


async def main():
    listener = await asyncio.get_running_loop().create_server(make, "127.0.0.1", 0, ssl=context if given.tls else None)
    with open(given.folder + "/port.part", "w") as file:
        file.write(str(listener.sockets[0].getsockname()[1]))
    os.rename(given.folder + "/port.part", given.folder + "/port")
    await listener.serve_forever()


asyncio.run(main())
