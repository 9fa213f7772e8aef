using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Workflows.Persistence.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Papers : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AlterColumn<long>(
                name: "CaseId",
                table: "SealUses",
                type: "INTEGER",
                nullable: true,
                oldClrType: typeof(long),
                oldType: "INTEGER");

            migrationBuilder.AddColumn<long>(
                name: "CallId",
                table: "SealUses",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "ListId",
                table: "SealUses",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Provider",
                table: "Seals",
                type: "TEXT",
                maxLength: 40,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "Purpose",
                table: "Seals",
                type: "TEXT",
                maxLength: 400,
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "RevokedAt",
                table: "Seals",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "SealsNeedSecondFactor",
                table: "Organisations",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<long>(
                name: "LastTotpStep",
                table: "Accounts",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<string>(
                name: "TotpSecret",
                table: "Accounts",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "SealedPapers",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    CaseId = table.Column<long>(type: "INTEGER", nullable: true),
                    ListId = table.Column<long>(type: "INTEGER", nullable: true),
                    FormKey = table.Column<string>(type: "TEXT", nullable: true),
                    Code = table.Column<string>(type: "TEXT", maxLength: 12, nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    RequestedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Requests = table.Column<int>(type: "INTEGER", nullable: false),
                    Attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    LastError = table.Column<string>(type: "TEXT", nullable: true),
                    ReadyAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    ContentHash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    Size = table.Column<int>(type: "INTEGER", nullable: false),
                    FormRevision = table.Column<int>(type: "INTEGER", nullable: false),
                    SealUseIds = table.Column<string>(type: "TEXT", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SealedPapers", x => x.Id);
                    table.ForeignKey(
                        name: "FK_SealedPapers_Cases_CaseId",
                        column: x => x.CaseId,
                        principalTable: "Cases",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_SealedPapers_FileContents_ContentHash",
                        column: x => x.ContentHash,
                        principalTable: "FileContents",
                        principalColumn: "Hash",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_SealedPapers_Lists_ListId",
                        column: x => x.ListId,
                        principalTable: "Lists",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "SigningCertificates",
                columns: table => new
                {
                    Owner = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    Certificate = table.Column<byte[]>(type: "BLOB", nullable: false),
                    ProtectedKey = table.Column<byte[]>(type: "BLOB", nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SigningCertificates", x => x.Owner);
                });

            migrationBuilder.CreateIndex(
                name: "IX_SealUses_ListId_Block",
                table: "SealUses",
                columns: new[] { "ListId", "Block" },
                unique: true,
                filter: "\"VoidedAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_SealedPapers_CaseId",
                table: "SealedPapers",
                column: "CaseId");

            migrationBuilder.CreateIndex(
                name: "IX_SealedPapers_Code",
                table: "SealedPapers",
                column: "Code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_SealedPapers_ContentHash",
                table: "SealedPapers",
                column: "ContentHash");

            migrationBuilder.CreateIndex(
                name: "IX_SealedPapers_ListId",
                table: "SealedPapers",
                column: "ListId");

            migrationBuilder.CreateIndex(
                name: "IX_SealedPapers_State",
                table: "SealedPapers",
                column: "State");

            migrationBuilder.AddForeignKey(
                name: "FK_SealUses_Lists_ListId",
                table: "SealUses",
                column: "ListId",
                principalTable: "Lists",
                principalColumn: "Id",
                onDelete: ReferentialAction.Restrict);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_SealUses_Lists_ListId",
                table: "SealUses");

            migrationBuilder.DropTable(
                name: "SealedPapers");

            migrationBuilder.DropTable(
                name: "SigningCertificates");

            migrationBuilder.DropIndex(
                name: "IX_SealUses_ListId_Block",
                table: "SealUses");

            migrationBuilder.DropColumn(
                name: "CallId",
                table: "SealUses");

            migrationBuilder.DropColumn(
                name: "ListId",
                table: "SealUses");

            migrationBuilder.DropColumn(
                name: "Provider",
                table: "Seals");

            migrationBuilder.DropColumn(
                name: "Purpose",
                table: "Seals");

            migrationBuilder.DropColumn(
                name: "RevokedAt",
                table: "Seals");

            migrationBuilder.DropColumn(
                name: "SealsNeedSecondFactor",
                table: "Organisations");

            migrationBuilder.DropColumn(
                name: "LastTotpStep",
                table: "Accounts");

            migrationBuilder.DropColumn(
                name: "TotpSecret",
                table: "Accounts");

            migrationBuilder.AlterColumn<long>(
                name: "CaseId",
                table: "SealUses",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L,
                oldClrType: typeof(long),
                oldType: "INTEGER",
                oldNullable: true);
        }
    }
}
