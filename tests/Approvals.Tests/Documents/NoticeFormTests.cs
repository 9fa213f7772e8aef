using System.Text.Json.Nodes;
using Workflows.Approvals.Calls;
using Workflows.Approvals.Documents;
using Workflows.Approvals.Organisations;

namespace Workflows.Approvals.Tests.Documents;

public class NoticeFormTests
{
    [Fact]
    public void The_form_of_a_document_is_read_with_up_and_across_apart()
    {
        var form = NoticeForm.Read((JsonObject)JsonNode.Parse("""
            {
              "mode": "forward", "numberPrefix": "辽社指", "title": "通知", "upstreamNumber": "中成协[2023]009号", "receiptDays": 3,
              "mainRecipients": [{ "levels": ["city", "county"], "kinds": ["guidanceCentre"], "areaCode": "21" }, { "kinds": ["vocationalSchool"], "memberOf": "77" }],
              "copyUp": [{ "unit": "1" }, { "unit": "2" }], "copyTo": [{ "unit": "3" }],
              "localCall": { "code": "PS3-X", "closesOn": "2023-05-29", "electronic": true, "paper": true, "courier": "顺丰", "contactName": "联络员", "contactPhone": "12345" },
              "deadlineChange": { "code": "PS3-LN", "closesOn": "2023-05-30" }
            }
            """)!);

        form.Mode.ShouldBe(DocumentMode.Forward);
        form.CopyUp.ShouldBe([1, 2]);
        form.CopyTo.ShouldBe([3]);
        form.MainRecipients.Parts.Select(p => p.MemberOf).ShouldBe([null, 77]);
        form.MainRecipients.Parts[0].Levels.ShouldBe([AdminLevel.City, AdminLevel.County], ignoreOrder: true);
        form.LocalCall.ShouldBe(new LocalCall("PS3-X", null, new DateOnly(2023, 5, 29), true, true, "顺丰", null, new Contact("联络员", "12345")));
        form.Deadline.ShouldBe(("PS3-LN", new DateOnly(2023, 5, 30)));
        form.ReceiptDays.ShouldBe(3);
    }

    [Fact]
    public void What_is_left_out_has_its_default()
    {
        var form = NoticeForm.Read([]);

        (form.Mode, form.ReceiptDays, form.LocalCall, form.Deadline, form.OpensCall).ShouldBe((DocumentMode.Issue, 2, null, null, null));
        form.MainRecipients.Parts.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("辽社指[2023]016号", "辽社指", 2023, 16)]
    [InlineData("浙成职协〔2023〕6号", "浙成职协", 2023, 6)]
    public void A_printed_number_is_taken_apart(string printed, string prefix, int year, long serial) =>
        DocumentNumber.Read(printed).ShouldBe((prefix, year, serial));

    [Theory]
    [InlineData("无号")]
    [InlineData("辽社指2023年16号")]
    public void What_is_no_number_of_that_form_is_not_guessed_at(string printed) => DocumentNumber.Read(printed).ShouldBeNull();

    [Fact]
    public void A_number_is_written_in_one_way() => DocumentNumber.Print("辽社指", 2023, 16).ShouldBe("辽社指〔2023〕16号");

    [Fact]
    public void A_document_is_void_once_and_with_a_reason()
    {
        var document = new Document { Title = "通知" };
        var at = new DateTimeOffset(2023, 5, 25, 1, 0, 0, TimeSpan.Zero);

        document.Void(" ", 7, at)!.Code.ShouldBe("document.reason-required");
        document.Void("内容有误", 7, at).ShouldBeNull();
        document.Void("又", 7, at)!.Code.ShouldBe("document.void-already");
        (document.VoidedWhy, document.VoidedById).ShouldBe(("内容有误", 7));
    }
}
