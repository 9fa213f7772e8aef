using System.Text.Json.Nodes;
using Workflows.Approvals.Cases;
using Workflows.Approvals.Forms;

namespace Workflows.Approvals.Tests.Forms;

public class ComputedValuesTests
{
    private static readonly FormCheckContext Context = new()
    {
        Today = new(2023, 9, 5),
        Attachment = id => new FormAttachment(id, $"{id}.mp4", 1000, new MediaFacts("MP4", id == "1" ? 421 : 300, "H.264", id == "3" ? 1920 : 1280, id == "3" ? 1080 : 720, 25)),
    };

    private static JsonNode? Of(string form, string key, string values) => ComputedValues.Of(key, ShippedForms.All.Find(form)!, (JsonObject)JsonNode.Parse(values)!, Context);

    [Fact]
    public void The_plan_of_F02_is_counted_over_all_its_parts() =>
        Of("pilot-school", "planWordCount", """{ "pilotPlan": { "name": "方案", "content": "面向老年人，开展2023年培训。" } }""")!.GetValue<int>().ShouldBe(2 + 13);

    [Fact]
    public void F03_counts_cases_and_courses_apart()
    {
        const string rows = """{ "rows": [{ "itemKind": "case" }, { "itemKind": "course" }, { "itemKind": "course" }] }""";
        Of("brand-summary", "caseCount", rows)!.GetValue<int>().ShouldBe(1);
        Of("brand-summary", "courseCount", rows)!.GetValue<int>().ShouldBe(2);
    }

    [Fact]
    public void F05_says_how_far_the_network_covers_and_nothing_where_there_is_no_whole()
    {
        Of("institution-statistics", "countyCoverage", """{ "countyCollegeCount": 2, "countyLevelCount": 100 }""")!.GetValue<decimal>().ShouldBe(2m);
        Of("institution-statistics", "villageCoverage", """{ "learningPointCount": 2, "villageCount": 3 }""")!.GetValue<decimal>().ShouldBe(66.7m);
        Of("institution-statistics", "townshipCoverage", """{ "communitySchoolCount": 2, "townshipCount": 0 }""").ShouldBeNull();
    }

    [Fact]
    public void F06_counts_its_lessons_and_says_whether_their_files_meet_the_demands()
    {
        const string good = """{ "microLessons": [{ "mediaKind": "video", "file": { "id": "1" } }, { "mediaKind": "video", "file": { "id": "2" } }] }""";
        Of("brand-course", "lessonCount", good)!.GetValue<int>().ShouldBe(2);
        Of("brand-course", "longestLesson", good)!.GetValue<string>().ShouldBe("7:01");
        Of("brand-course", "mediaPasses", good)!.GetValue<bool>().ShouldBeTrue();
        Of("brand-course", "mediaRemarks", good)!.GetValue<int>().ShouldBe(1);
        Of("brand-course", "mediaPasses", """{ "microLessons": [{ "mediaKind": "video", "file": { "id": "3" } }] }""")!.GetValue<bool>().ShouldBeFalse();
    }

    [Fact]
    public void Every_value_that_a_shipped_form_lists_is_one_that_is_worked_out()
    {
        string[] known =
        [
            "effectiveDeadline", "isLate", "paperReceivedOn", "electronicReceivedOn", "mutualIntention", "isMember", "overQuota", "cycleStart", "cycleEnd", "recordedLearningActivities", "recordedWorkMeetings", "confirmedOn", "receiptNo",
            // The total of a score sheet is counted where the experts score.
            "total", "regionDefaulted", "planWordCount", "caseCount", "courseCount", "countyCoverage", "townshipCoverage", "villageCoverage", "lessonCount", "longestLesson", "mediaPasses", "mediaRemarks",
        ];
        ShippedForms.All.All.SelectMany(form => form.Computed.Select(c => (form.Key, Value: c.Key))).Where(c => !known.Contains(c.Value)).ShouldBeEmpty();
    }
}
