using System.Net;

namespace Workflows.Host.Tests.Api;

/// <summary>Whatever is wrong with a request, the answer is a problem with a code, never a page and never a 500.</summary>
public class ProblemTests(SharedApplication shared)
{
    [Theory]
    [InlineData("""{"callId":""")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("\"text\"")]
    [InlineData("""{"callId":"abc"}""")]
    [InlineData("""{"callId":{"a":1}}""")]
    [InlineData("")]
    public async Task A_body_that_cannot_be_read_is_400_with_the_place(string body)
    {
        var answer = await (await shared.Get()).As("liaoyang-centre.handler").PostText("/api/cases", body);
        answer.Refused("request.malformed", HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("/api/work-items/decisions", "[null]")]
    [InlineData("/api/work-items/decisions", """[{"workItemId":"1","outcome":"Approve"},null]""")]
    public async Task A_list_with_nothing_in_one_of_its_places_is_400(string path, string body) =>
        (await (await shared.Get()).As("liaoyang-centre.handler").PostText(path, body)).Refused("request.malformed", HttpStatusCode.BadRequest);

    [Theory, InlineData("/inbox?text=%00"), InlineData("/sign-in?back=%00")]
    public async Task A_page_has_no_address_with_a_zero_in_it(string path) =>
        (await (await shared.Get()).As("liaoyang-centre.handler").Get(path)).Status.ShouldBe(HttpStatusCode.NotFound);

    [Fact]
    public async Task An_answer_to_a_mistake_names_its_request_and_keeps_the_rules_of_the_site()
    {
        var answer = await (await shared.Get()).As("liaoyang-centre.handler").PostText("/api/cases", "{ broken");
        answer.Refused("request.malformed");
        answer.Headers.GetValues("X-Request-Id").ShouldHaveSingleItem().ShouldBe(answer.Body!["requestId"]!.ToString());
        answer.Headers.GetValues("X-Content-Type-Options").ShouldHaveSingleItem().ShouldBe("nosniff");
        answer.Headers.GetValues("Content-Security-Policy").ShouldHaveSingleItem().ShouldStartWith("default-src 'self'");
    }

    [Theory]
    [InlineData("/api/cases", "liaoyang-centre.handler")]
    [InlineData("/elsa/api/workflow-instances", "platform.auditor")]
    public async Task A_body_that_cannot_be_read_is_no_error_of_the_program(string path, string userName)
    {
        var app = await shared.Get();
        var answer = await app.As(userName).PostText(path, "{ broken");

        answer.Refused("request.malformed", HttpStatusCode.BadRequest);
        var request = answer.Body!["requestId"]!.ToString();
        var log = await app.LogWith(request);
        log.ShouldNotContain(line => line.Contains(request, StringComparison.Ordinal) && line.Contains("\"@l\":\"Error\"", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/api/cases", "not json", "text/plain", HttpStatusCode.UnsupportedMediaType)]
    public async Task A_body_of_another_kind_is_415(string path, string body, string mediaType, HttpStatusCode status) =>
        (await (await shared.Get()).As("liaoyang-centre.handler").PostText(path, body, mediaType)).Refused("request.media-type", status);

    [Theory]
    [InlineData("/api/cases/912805994221478782", "case.unknown")]
    [InlineData("/api/cases/912805994221478782/timeline", "case.unknown")]
    [InlineData("/api/cases/912805994221478782/audit", "case.unknown")]
    [InlineData("/api/cases/912805994221478782/attachments", "case.unknown")]
    [InlineData("/api/cases/912805994221478782/drafts/pilot-site", "draft.unknown")]
    [InlineData("/api/work-items/1", "work-item.unknown")]
    [InlineData("/api/calls/NO-SUCH", "call.unknown")]
    [InlineData("/api/organisations/1", "organisation.unknown")]
    [InlineData("/api/organisations/1/seats", "organisation.unknown")]
    [InlineData("/api/forms/no-such-form", "form.unknown")]
    [InlineData("/api/attachments/1", "attachment.unknown")]
    [InlineData("/api/seals/1/uses", "seal.unknown")]
    [InlineData("/api/lists/1", "list.unknown")]
    [InlineData("/api/no/such/address", "request.unknown")]
    [InlineData("/api/cases/not-a-number", "request.unknown")]
    public async Task What_does_not_exist_is_404_with_a_code(string path, string code) =>
        (await (await shared.Get()).As("liaoyang-centre.handler").Get(path)).Refused(code, HttpStatusCode.NotFound);

    [Theory]
    [InlineData("/api/cases", """{"callId":"1"}""", "call.unknown")]
    [InlineData("/api/work-items/1/claim", "", "work-item.unknown")]
    [InlineData("/api/work-items/1/decision", """{"outcome":"Approve"}""", "work-item.unknown")]
    [InlineData("/api/cases/1/recall", "{}", "case.unknown")]
    [InlineData("/api/calls/1/open", "", "call.unknown")]
    [InlineData("/api/seals/1/status", """{"status":"suspended"}""", "seal.unknown")]
    public async Task Acting_on_what_does_not_exist_is_404_with_a_code(string path, string body, string code) =>
        (await (await shared.Get()).As("liaoyang-centre.handler").PostText(path, body)).Refused(code, HttpStatusCode.NotFound);

    [Fact]
    public async Task The_sentence_is_in_the_language_that_the_caller_asks_for()
    {
        var app = await shared.Get();
        using var chinese = app.Anonymous();
        using var english = app.Anonymous();
        english.Http.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en");
        (await chinese.Get("/api/me")).Body!["title"]!.GetValue<string>().ShouldBe("请先登录。");
        (await english.Get("/api/me")).Body!["title"]!.GetValue<string>().ShouldBe("Sign in first.");
    }

    [Fact]
    public async Task Every_answer_carries_its_request_number_and_the_security_headers()
    {
        var answer = await (await shared.Get()).As("liaoyang-centre.handler").Get("/api/me");
        answer.Headers.GetValues("X-Request-Id").Single().ShouldNotBeEmpty();
        answer.Headers.GetValues("X-Content-Type-Options").Single().ShouldBe("nosniff");
        answer.Headers.GetValues("Content-Security-Policy").Single().ShouldContain("default-src 'self'");
        answer.Headers.GetValues("Referrer-Policy").Single().ShouldBe("same-origin");
    }

    [Fact]
    public async Task The_description_names_every_address_with_a_summary_and_the_reference_page_loads_nothing_from_outside()
    {
        using var nobody = (await shared.Get()).Anonymous();
        var description = (await nobody.Get("/openapi/v1.json")).Value;
        var operations = description["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject().Select(operation => (Path: path.Key, Operation: operation.Value!))).ToList();
        operations.Count.ShouldBeGreaterThan(50);
        foreach (var (path, operation) in operations) operation["summary"]?.GetValue<string>().ShouldNotBeNullOrWhiteSpace(path);

        var page = await nobody.Get("/api/reference");
        page.Status.ShouldBe(HttpStatusCode.OK);
        System.Text.RegularExpressions.Regex.Matches(page.Text, """(?:src|href)="(https?:)?//""").ShouldBeEmpty();
    }

    [Fact]
    public async Task The_program_says_whether_it_lives_and_whether_it_is_ready()
    {
        using var nobody = (await shared.Get()).Anonymous();
        (await nobody.Get("/health/live")).Text.ShouldBe("Healthy");
        (await nobody.Get("/health/ready")).Text.ShouldBe("Healthy");
    }
}
