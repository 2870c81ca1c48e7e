import errno
import io
from datetime import UTC, datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpResponse
from django.test import RequestFactory

from common import clock
from common.middleware import MOST_UPLOAD, arrival, naming

ask = RequestFactory()


def pass_through(request):
    response = arrival(lambda request: HttpResponse("ok"))(request)
    assert response.status_code == 200
    return response


class SlowBody(io.BytesIO):
    """The last byte comes when the test's clock has gone on."""

    def __init__(self, content):
        super().__init__(content)
        self.read_at = []

    def read(self, size=-1):
        self.read_at.append(clock.real_now())
        return super().read(size)


@pytest.mark.rule("D6")
def test_arrival_is_one_instant_in_utc():
    with clock.at(datetime(2026, 4, 1, tzinfo=UTC)) as moment:
        request = ask.get("/")
        pass_through(request)
    assert request.arrived_at == moment


@pytest.mark.rule("D6")
@pytest.mark.parametrize(
    ("content_type", "content"),
    [("application/json", b'{"a": 1}'), ("application/x-www-form-urlencoded", b"a=1")],
)
def test_the_body_is_read_before_the_instant_is_taken(content_type, content):
    body = SlowBody(content)
    request = WSGIRequest(
        ask._base_environ(
            REQUEST_METHOD="POST",
            CONTENT_TYPE=content_type,
            CONTENT_LENGTH=str(len(content)),
            **{"wsgi.input": body},
        )
    )
    pass_through(request)
    assert body.read_at
    assert max(body.read_at) <= request.arrived_at < clock.real_now() + timedelta(seconds=5)
    assert body.tell() == len(content)


def test_an_upload_is_whole_and_still_there_for_the_view():
    request = ask.post("/", {"plan": SimpleUploadedFile("計画書.pdf", b"%PDF"), "title": "見本"})
    pass_through(request)
    assert request.FILES["plan"].read() == b"%PDF"
    assert request.POST["title"] == "見本"
    request.close()


def refused(request, status, sentence):
    response = arrival(pytest.fail)(request)
    assert (response.status_code, sentence in response.content.decode()) == (status, True)
    return response


def test_more_words_than_a_page_takes_are_refused_in_words(settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 10
    request = ask.post("/", b"x" * 11, content_type="application/json")
    refused(request, 413, "前の画面に戻ると、入力した内容が残っています")


@pytest.mark.parametrize("limit", ["DATA_UPLOAD_MAX_NUMBER_FIELDS", "DATA_UPLOAD_MAX_NUMBER_FILES"])
def test_more_fields_or_files_than_anyone_has_are_refused_in_words(settings, limit):
    setattr(settings, limit, 2)
    files = {f"file{number}": SimpleUploadedFile("計画書.pdf", b"%PDF") for number in range(3)}
    refused(ask.post("/", files | {"a": "1", "b": "2", "c": "3"}), 413, "項目の数が多すぎる")


def test_a_form_of_too_many_fields_is_refused_before_anyone_asks_for_them(settings):
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 2
    request = ask.post("/", "a=1&b=2&c=3", content_type="application/x-www-form-urlencoded")
    refused(request, 413, "項目の数が多すぎる")


@pytest.mark.parametrize("length", [str(MOST_UPLOAD + 1), "9" * 400, "-1", "1e3"])
def test_an_upload_beyond_every_file_is_refused_before_a_byte_of_it_is_read(length):
    request = broken(Unread())
    request.META["CONTENT_LENGTH"] = length
    refused(request, 413, "送信する量が多すぎます")


def test_what_does_not_say_how_long_it_is_is_refused_and_never_taken_for_empty():
    request = broken(Unread())
    request.META["HTTP_TRANSFER_ENCODING"] = "chunked"
    refused(request, 411, "Content-Length")


class Unread(io.BytesIO):
    def read(self, size=-1):
        pytest.fail("it was read")


class FullDisk(io.BytesIO):
    def read(self, size=-1):
        raise OSError(errno.ENOSPC, "No space left on device")


class HungUp(io.BytesIO):
    def read(self, size=-1):
        raise OSError("connection reset")


def broken(body, content_type="multipart/form-data; boundary=b"):
    environ = {
        "REQUEST_METHOD": "POST",
        "CONTENT_TYPE": content_type,
        "CONTENT_LENGTH": "9",
        "wsgi.input": body,
    }
    return WSGIRequest(ask._base_environ(**environ))


def test_a_sender_that_hangs_up_is_a_bad_request():
    response = arrival(lambda request: HttpResponse())(broken(HungUp(), "application/json"))
    assert response.status_code == 400


class FullSpool(FileUploadHandler):
    def receive_data_chunk(self, raw_data, start):
        raise OSError(errno.ENOSPC, "No space left on device")

    def file_complete(self, file_size):
        return None


def test_a_full_disk_while_receiving_is_said_in_words(settings):
    settings.FILE_UPLOAD_HANDLERS = [f"{__name__}.FullSpool"]
    request = ask.post("/", {"plan": SimpleUploadedFile("計画書.pdf", b"%PDF")})
    response = arrival(lambda request: HttpResponse())(request)
    assert response.status_code == 507
    assert "空きがないため" in response.content.decode()


@pytest.mark.parametrize(
    ("given", "kept"),
    [("0f1e2d3c-4b5a", True), ("", False), ("x", False), ("a b\r\nc: d12", False)],
    ids=ascii,
)
def test_every_answer_names_its_request(given, kept):
    request = ask.get("/", headers={"X-Request-ID": given})
    response = naming(lambda request: HttpResponse("ok"))(request)
    assert (response["X-Request-ID"] == given) is kept
    assert response["X-Request-ID"] == request.id
